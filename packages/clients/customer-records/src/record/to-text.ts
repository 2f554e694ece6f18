import { stringifyJson } from '@jobwright/json';

/** A text as it is, everything else as JSON. */
export const toText = (value: unknown): string => (typeof value === 'string' ? value : stringifyJson(value));
