import { type JsonValue, parseJson } from '@jobwright/json';
import { z } from 'zod';

/** A variable as a search gives it: its value is JSON, perhaps cut. */
export const variableItem = z.object({
  name: z.string(),
  value: z.string(),
  scopeKey: z.string(),
  isTruncated: z.boolean().nullish(),
});

/** The value, or its text where it is cut. */
export function readVariableValue({
  value,
  isTruncated,
}: Pick<z.output<typeof variableItem>, 'value' | 'isTruncated'>): JsonValue {
  if (isTruncated === true) return `${value}…`;
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}
