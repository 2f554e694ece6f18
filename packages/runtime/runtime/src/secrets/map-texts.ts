import { isJsonObject, type JsonValue } from '@jobwright/json';

/** A copy with every text in it mapped; names of fields and numbers stay as they are. */
export function mapTexts(value: JsonValue, toText: (text: string) => string): JsonValue {
  if (typeof value === 'string') return toText(value);
  if (Array.isArray(value)) return value.map((part: JsonValue) => mapTexts(part, toText));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mapTexts(part, toText)]));
}
