import { type JsonObject, type JsonValue, parseJson } from '@jobwright/json';
import { z } from 'zod';

/** A variable as a search gives it: its value is JSON, perhaps cut. */
export const variableItem = z.object({
  name: z.string(),
  value: z.string(),
  scopeKey: z.string(),
  isTruncated: z.boolean().nullish(),
});

type VariableItem = z.output<typeof variableItem>;

/** The values by name; the text of a value where it is cut. */
export const readVariableValues = (items: readonly VariableItem[]): JsonObject =>
  Object.fromEntries(items.map((item) => [item.name, readValue(item)]));

function readValue({ value, isTruncated }: VariableItem): JsonValue {
  if (isTruncated === true) return `${value}…`;
  try {
    return parseJson(value);
  } catch {
    return value;
  }
}
