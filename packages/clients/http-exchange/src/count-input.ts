import { isBlankInput } from '@jobwright/connector-sdk';
import { z } from 'zod';

interface CountOptions {
  readonly max: number;
  /** What null and a blank text mean. */
  readonly fallback?: number;
  /** What to do instead of giving more. */
  readonly advice?: string;
}

/** A whole number from 1 on, as such or as its digits. */
export const createCountInput = ({ max, fallback, advice }: CountOptions) =>
  z.preprocess(
    (value) => {
      if (isBlankInput(value)) return fallback;
      return typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
    },
    z
      .number({ error: 'Expected a whole number' })
      .int({ error: 'Expected a whole number' })
      .min(1, { error: 'Expected 1 or more' })
      .max(max, { error: `Expected at most ${max}${advice === undefined ? '' : `; ${advice}`}` }),
  );
