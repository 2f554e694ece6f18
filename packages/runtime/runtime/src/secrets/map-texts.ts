import { isJsonObject, type JsonValue } from '@jobwright/json';

/** A copy with every text in it mapped. Names of fields, and numbers, are unchanged. */
export function mapTexts(value: JsonValue, mapText: (text: string) => string): JsonValue {
  if (typeof value === 'string') return mapText(value);
  if (Array.isArray(value)) return value.map((part: JsonValue) => mapTexts(part, mapText));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, mapTexts(part, mapText)]));
}
