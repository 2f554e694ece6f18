import { stringifyJson } from '@jobwright/connector-sdk';

/** A text as it is, everything else as JSON. */
export const toText = (value: unknown): string => (typeof value === 'string' ? value : stringifyJson(value));
