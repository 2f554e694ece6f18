import type { Engine } from '../engine.ts';
import type { Key } from '../key.ts';
import { ActiveInstance } from './active-instance.ts';
import type { InstanceRecord } from './instance-types.ts';
import { RememberedInstance } from './remembered-instance.ts';

export function findInstanceRecord(engine: Engine, key: Key): InstanceRecord | undefined {
  const ended = engine.state.ended.get(key);
  if (ended) return new RememberedInstance(engine, ended);
  const root = engine.state.elementInstances.get(key);
  return root?.scopeKey === null ? new ActiveInstance(engine, root) : undefined;
}

export function listActiveRecords(engine: Engine): readonly InstanceRecord[] {
  const records: InstanceRecord[] = [];
  for (const instance of engine.state.elementInstances.values())
    if (instance.scopeKey === null) records.push(new ActiveInstance(engine, instance));
  return records;
}

export function listEndedRecords(engine: Engine): readonly InstanceRecord[] {
  return [...engine.state.ended.values()].map((instance) => new RememberedInstance(engine, instance));
}

/**
 * The process instance that passed or is in an element, by the key of the element's instance; the process is
 * one too.
 */
export function findInstanceOfElement(engine: Engine, elementInstanceKey: Key): InstanceRecord | undefined {
  const { elementInstances, histories } = engine.state;
  const running = elementInstances.get(elementInstanceKey)?.processInstanceKey;
  const known = findInstanceRecord(engine, running ?? elementInstanceKey);
  if (known) return known;
  for (const { processInstanceKey, elements = [] } of histories.values())
    if (elements.some((passage) => passage.elementInstanceKey === elementInstanceKey))
      return findInstanceRecord(engine, processInstanceKey);
  return undefined;
}
