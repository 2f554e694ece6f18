import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/connector-sdk';

import type { Mapping } from '../model/graph.ts';
import type { Engine } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { evaluate, type Evaluation } from './evaluate.ts';
import { toFeelContext } from './variables.ts';

/** A context with the value put at the path; contexts on the way are kept, anything else there makes the whole null. */
function putIntoContext(base: JsonValue, path: readonly string[], value: JsonValue): JsonValue {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (base === null) return { [name]: putIntoContext(null, rest, value) };
  if (!isJsonObject(base)) return null;
  const inner = Object.hasOwn(base, name) ? (base[name] ?? null) : null;
  return { ...base, [name]: putIntoContext(inner, rest, value) };
}

interface MappingOptions {
  readonly mappings: readonly Mapping[];
  /** Outputs put a path into the variable as it is; inputs build a context of their own. */
  readonly keepsExisting: boolean;
}

/** The variables that mappings make, one after the other: a later one sees what the earlier ones made. */
export function evaluateMappings(
  engine: Engine,
  instance: ElementInstance,
  { mappings, keepsExisting }: MappingOptions,
): Evaluation<JsonObject> {
  const visible = toFeelContext(engine, instance);
  let made: JsonObject = {};
  const built = new Set<string>();
  for (const { source, target } of mappings) {
    const evaluation = evaluate(engine, instance, {
      expression: source,
      failureType: 'IO_MAPPING_ERROR',
      context: { ...visible, ...made },
    });
    if (!evaluation.ok) return evaluation;
    const [name = '', ...path] = target;
    const seen = keepsExisting && !Object.hasOwn(made, name) ? visible : made;
    const isBase = keepsExisting || built.has(name);
    const base = isBase && Object.hasOwn(seen, name) ? (seen[name] ?? null) : null;
    made = { ...made, [name]: putIntoContext(base, path, evaluation.value) };
    if (path.length > 0) built.add(name);
    else built.delete(name);
  }
  return { ok: true, value: made };
}
