import { blankAsAbsent, isBlankInput } from '@jobwright/connector-sdk';
import { z } from 'zod';

/** Text; a number or boolean is converted, as FEEL easily turns digits into a number. */
export const textInput = z.preprocess(
  (value) =>
    typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
      ? String(value)
      : value,
  z.string({ error: 'Expected text' }),
);

/** Text that is not empty; a number or boolean is converted. */
export const requiredTextInput = textInput.pipe(z.string().min(1, { error: 'must not be empty' }));

/**
 * Optional text; null and blank count as absent, as templates write them for fields that were not filled in.
 */
export const optionalTextInput = blankAsAbsent(textInput.optional());

/** A boolean, as such or as text, as templates of the Modeler write it; blank is false. */
export const flagInput = z.preprocess(
  (value) => {
    if (value !== undefined && isBlankInput(value)) return false;
    if (typeof value !== 'string') return value;
    const text = value.trim().toLowerCase();
    return text === 'true' ? true : text === 'false' ? false : value;
  },
  z.boolean({ error: 'Expected true or false' }),
);

/** The default of both timeouts, in seconds: 20. */
export const DEFAULT_TIMEOUT_SECONDS = 20;

/** Seconds, as a number or digits; 0 is no limit, blank is the default. */
export const secondsInput = z.preprocess(
  (value) => {
    if (value !== undefined && isBlankInput(value)) return DEFAULT_TIMEOUT_SECONDS;
    return typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  },
  z.number({ error: 'Expected a number of seconds' }).min(0, { error: 'Expected 0 or more seconds' }),
);

/** The longest time of a timer. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Converts seconds to milliseconds, rounded up, at most 2^31 - 1. */
export const toMs = (seconds: number): number => Math.min(Math.ceil(seconds * 1000), MAX_TIMER_MS);
