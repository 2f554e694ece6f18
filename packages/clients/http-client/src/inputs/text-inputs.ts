import { blankAsAbsent, isBlankInput } from '@jobwright/connector-sdk';
import { z } from 'zod';

/** Text; a number or boolean counts as its text, as FEEL easily makes one of digits. */
export const textInput = z.preprocess(
  (value) =>
    typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
      ? String(value)
      : value,
  z.string({ error: 'Expected text' }),
);

/** A text that is not blank; numbers and booleans are written as text. */
export const requiredTextInput = textInput.pipe(z.string().min(1, { error: 'must not be empty' }));

/** Text that may be left out; null and blank count as left out, as templates write them for fields nobody filled in. */
export const optionalTextInput = blankAsAbsent(textInput.optional());

/** The modeler's templates give booleans as such or as text; blank is false. */
export const flagInput = z.preprocess(
  (value) => {
    if (value !== undefined && isBlankInput(value)) return false;
    if (typeof value !== 'string') return value;
    const text = value.trim().toLowerCase();
    return text === 'true' ? true : text === 'false' ? false : value;
  },
  z.boolean({ error: 'Expected true or false' }),
);

/** Seconds that connecting and reading may take unless an input says otherwise: 20. */
export const DEFAULT_TIMEOUT_SECONDS = 20;

/** Seconds as a number or its digits; 0 is no limit, blank the default. */
export const secondsInput = z.preprocess(
  (value) => {
    if (value !== undefined && isBlankInput(value)) return DEFAULT_TIMEOUT_SECONDS;
    return typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  },
  z.number({ error: 'Expected a number of seconds' }).min(0, { error: 'Expected 0 or more seconds' }),
);

/** The longest a timer can run. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Converts seconds to milliseconds. */
export const toMs = (seconds: number): number => Math.min(Math.ceil(seconds * 1000), MAX_TIMER_MS);
