import type { JsonValue } from '@jobwright/json';
import type { Engine } from '../engine.ts';
import type { ElementPassage } from '../history-records.ts';
import type { Key } from '../key.ts';
import { collectSubtree } from '../terminate.ts';

export const NO_TAGS: readonly string[] = [];

/** The values of a variable in scopes. */
export function readVariables(
  scopes: readonly { readonly variables: Readonly<Record<string, JsonValue>> }[],
  name: string,
): readonly JsonValue[] {
  const values: JsonValue[] = [];
  for (const { variables } of scopes) {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value !== undefined) values.push(value);
  }
  return values;
}

/** What a process instance has passed. */
export const listEndedPassages = ({ state }: Engine, key: Key): readonly ElementPassage[] =>
  state.histories.get(key)?.elements ?? [];

/** Whether an element that is active, or something in it, has an incident. */
export function hasIncident(engine: Engine, elementInstanceKey: Key): boolean {
  const { incidents, elementInstances } = engine.state;
  const element = incidents.size === 0 ? undefined : elementInstances.get(elementInstanceKey);
  if (!element) return false;
  return collectSubtree(engine, element).some(({ incidentKeys }) => incidentKeys.length > 0);
}

/** The outermost process instance that called this one, as far as it is known. */
export function findRootKey(engine: Engine, processInstanceKey: Key): Key {
  const { elementInstances, ended } = engine.state;
  for (let key = processInstanceKey; ;) {
    const callerKey = elementInstances.get(key)?.callerKey;
    const caller = callerKey === undefined ? undefined : elementInstances.get(callerKey);
    const outer = caller?.processInstanceKey ?? ended.get(key)?.parentProcessInstanceKey;
    if (outer === undefined) return key;
    key = outer;
  }
}
