import { type JsonValue, stringifyJson } from '@jobwright/json';
import { z } from 'zod';
import { readBoolean } from './search/read-filter-value.ts';

/** Characters that a search gives of a value, as Camunda's default says. */
const MAX_CHARACTERS = 8191;

const valuesQuery = z.object({ truncateValues: z.string().optional() });

/** A value as JSON text, whole or its beginning. */
export function describeValue(value: JsonValue, { isCut }: { readonly isCut: boolean }) {
  const text = stringifyJson(value);
  const isTruncated = isCut && text.length > MAX_CHARACTERS;
  return { value: isTruncated ? text.slice(0, MAX_CHARACTERS) : text, isTruncated };
}

/** Whether a search is to cut long values: by default it is. */
export function readIsCut(query: unknown): boolean {
  const { truncateValues = 'true' } = valuesQuery.parse(query);
  return readBoolean(truncateValues, 'truncateValues');
}
