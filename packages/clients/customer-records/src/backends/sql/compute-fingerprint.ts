import { createHash } from 'node:crypto';
import { isJsonObject, stringifyJson } from '@jobwright/json';

/** SHA-256 of a request, the same whatever the order of its fields. */
export function computeFingerprint(request: unknown): string {
  return createHash('sha256')
    .update(stringifyJson(sortFields(request)))
    .digest('hex');
}

function sortFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortFields);
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sortFields(value[name])]));
}
