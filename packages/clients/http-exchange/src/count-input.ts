import { isBlankInput } from '@jobwright/connector-sdk';
import { z } from 'zod';

interface CountOptions {
  readonly max: number;
  /** The value for null and blank text. */
  readonly fallback?: number;
  /** What to do instead of giving a larger number. */
  readonly advice?: string;
}

/** A whole number of at least 1, as such or as digits. */
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
