import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';

import type { Mapping } from '../model/graph.ts';
import type { Engine } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { evaluate, type Evaluation, type FindVariable } from './evaluate.ts';
import { collectVisibleVariables } from './variables.ts';

interface MappingOptions {
  readonly mappings: readonly Mapping[];
  /** Outputs put a path into the context that is there; inputs build contexts of their own. */
  readonly keepsExisting: boolean;
}

interface Surroundings {
  /** What the sources see, besides the entries made before them. */
  readonly visible: FindVariable;
  /** The context the entries are put into; anything but a context or null makes the result null. */
  readonly existing: JsonValue;
  readonly isInput: boolean;
}

function putAll(existing: JsonValue, entries: JsonObject): JsonValue {
  if (existing === null) return entries;
  return isJsonObject(existing) ? { ...existing, ...entries } : null;
}

const readEntry = (context: JsonValue, name: string): JsonValue =>
  isJsonObject(context) && Object.hasOwn(context, name) ? (context[name] ?? null) : null;

/** The entries of one context. Like those of a FEEL context, each sees the ones before it by name. */
function makeEntries(
  engine: Engine,
  instance: ElementInstance,
  { mappings, visible, existing, isInput }: Surroundings & { readonly mappings: readonly Mapping[] },
): Evaluation<JsonObject> {
  const made = new Map<string, JsonValue>();
  const context: FindVariable = (name) => (made.has(name) ? made.get(name) : visible(name));
  for (const mapping of mappings) {
    const value =
      'source' in mapping
        ? evaluate(engine, instance, {
            expression: mapping.source,
            failureType: 'IO_MAPPING_ERROR',
            context,
            isInput,
          })
        : makeContext(engine, instance, {
            mappings: mapping.entries,
            visible: context,
            existing: readEntry(existing, mapping.name),
            isInput,
          });
    if (!value.ok) return value;
    made.set(mapping.name, value.value);
  }
  return { ok: true, value: Object.fromEntries(made) };
}

function makeContext(
  engine: Engine,
  instance: ElementInstance,
  options: Surroundings & { readonly mappings: readonly Mapping[] },
): Evaluation<JsonValue> {
  const entries = makeEntries(engine, instance, options);
  return entries.ok ? { ok: true, value: putAll(options.existing, entries.value) } : entries;
}

/** The variables that the mappings of an element make. */
export function evaluateMappings(
  engine: Engine,
  instance: ElementInstance,
  { mappings, keepsExisting }: MappingOptions,
): Evaluation<JsonObject> {
  const visible = collectVisibleVariables(engine, instance);
  return makeEntries(engine, instance, {
    mappings,
    visible: (name) => (Object.hasOwn(visible, name) ? visible[name] : undefined),
    existing: keepsExisting ? visible : null,
    isInput: !keepsExisting,
  });
}
