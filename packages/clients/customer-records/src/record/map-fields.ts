import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import { readPath, withPath } from './value-path.ts';
import type { RecordProblem } from './record-problem.ts';
import { recordInvalidError } from './record-invalid-error.ts';

/** Maps the path of a value in the process, e.g. `address.city`, to its field in the backend. */
export type FieldMapping = Readonly<Record<string, string>>;

/**
 * Renames the values of a process to the fields of the backend. Values that the mapping does not name are
 * refused.
 * @throws RecordError `recordInvalid`
 */
export function toFields(values: JsonObject, mapping: FieldMapping): JsonObject {
  const fields = new Map<string, JsonValue>();
  const used = new Set<string>();
  for (const [path, field] of Object.entries(mapping)) {
    const value = readPath(values, path);
    if (value === undefined) continue;
    fields.set(field, value);
    used.add(path);
  }
  const problems: RecordProblem[] = listPaths(values, used).map((path) => ({
    path,
    message: 'is not in the mapping',
  }));
  if (problems.length > 0) throw recordInvalidError(problems);
  return Object.fromEntries(fields);
}

/**
 * Renames the fields of the backend to values of the process. Fields that the mapping does not name are left
 * out.
 */
export function toValues(fields: JsonObject, mapping: FieldMapping): JsonObject {
  let values: JsonObject = {};
  for (const [path, field] of Object.entries(mapping)) {
    const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (value !== undefined) values = withPath(values, path, value);
  }
  return values;
}

/** Paths of values that no path of the mapping covers. */
function listPaths(values: JsonObject, used: ReadonlySet<string>, prefix = ''): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const path = `${prefix}${name}`;
    if (used.has(path)) return [];
    const hasUsed = [...used].some((each) => each.startsWith(`${path}.`));
    return hasUsed && isJsonObject(value) ? listPaths(value, used, `${path}.`) : [path];
  });
}
