import { z } from 'zod';

/** Text; a number or boolean counts as its text, as FEEL easily makes one of digits. */
export const textInput = z.preprocess(
  (value) =>
    typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean'
      ? String(value)
      : value,
  z.string({ error: 'Expected text' }),
);

/** The modeler's templates give booleans as such or as text. */
export const flagInput = z.preprocess(
  (value) => {
    if (value === null || value === '') return false;
    if (typeof value !== 'string') return value;
    const text = value.toLowerCase();
    return text === 'true' ? true : text === 'false' ? false : value;
  },
  z.boolean({ error: 'Expected true or false' }),
);

export const DEFAULT_TIMEOUT_SECONDS = 20;

/** Seconds as a number or its digits; 0 is no limit. */
export const secondsInput = z.preprocess(
  (value) => {
    if (value === null || value === '') return DEFAULT_TIMEOUT_SECONDS;
    return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  },
  z.number({ error: 'Expected a number of seconds' }).min(0, { error: 'Expected 0 or more seconds' }),
);

const scalar = z.union([z.string(), z.number(), z.bigint(), z.boolean()]);

/** A map of texts; a list of them repeats the name. */
export const textMapInput = z.record(
  z.string(),
  z.union([scalar, z.null(), z.array(scalar)], {
    error: 'Expected text, a number, true, false, null or a list of them',
  }),
  { error: 'Expected a map (FEEL context)' },
);

export type TextMap = z.output<typeof textMapInput>;

/** Name and value of one entry. */
export type Entry = readonly [name: string, value: string | null];

/** The entries of a map, its lists laid flat. */
export const toEntries = (map: TextMap): readonly Entry[] =>
  Object.entries(map).flatMap(([name, value]): Entry[] => {
    if (value === null) return [[name, null]];
    return (Array.isArray(value) ? value : [value]).map((item): Entry => [name, String(item)]);
  });

const isAskedFor = (value: unknown): boolean => {
  if (typeof value === 'object' && value !== null) return Object.values(value).some(isAskedFor);
  return value !== undefined && value !== null && value !== false && value !== '' && value !== 'false';
};

/** An input of the official template that this version refuses rather than ignores. */
export const createUnsupportedInput = (feature: string) =>
  z
    .unknown()
    .refine((value) => !isAskedFor(value), { error: `${feature} is not supported yet; remove this input` })
    .optional();
