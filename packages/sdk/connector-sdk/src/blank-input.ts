import { z } from 'zod';

/**
 * Whether an input counts as left out: null, or a text of blanks only, which templates write for a field that
 * nobody filled in.
 */
export const isBlankInput = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

/**
 * A schema for an input that is left out where it is blank: what it is then, the schema says by `.optional()`
 * or `.default(...)`.
 */
export const blankAsAbsent = <Schema extends z.ZodType>(schema: Schema): z.ZodPreprocess<Schema> =>
  z.preprocess((value) => (isBlankInput(value) ? undefined : value), schema);
