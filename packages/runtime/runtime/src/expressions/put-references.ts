import type { DocumentReference } from '@jobwright/connector-sdk';
import { isJsonObject } from '@jobwright/json';

/** A copy with references in place of new documents. Parts without documents are not copied. */
export function putReferences(value: unknown, references: ReadonlyMap<object, DocumentReference>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const reference = references.get(value);
  if (reference !== undefined) return reference;
  if (Array.isArray(value)) {
    const list = value.map((part: unknown) => putReferences(part, references));
    return list.every((part, index) => part === value[index]) ? value : list;
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(
    ([name, part]) => [name, putReferences(part, references)] as const,
  );
  return entries.every(([name, part]) => part === value[name]) ? value : Object.fromEntries(entries);
}
