import type { Engine } from '../engine.ts';
import type { IncidentPassage } from '../history-records.ts';
import type { Key } from '../key.ts';
import type { InstanceRecord } from './instance-types.ts';

/** An incident, resolved or not. */
export interface IncidentEntry {
  readonly passage: Readonly<IncidentPassage>;
  readonly instance: InstanceRecord;
  /** `RESOLVED` also when its element was terminated. */
  readonly state: 'ACTIVE' | 'RESOLVED';
}

export function listIncidentEntries(
  { state }: Engine,
  instances: readonly InstanceRecord[],
): readonly IncidentEntry[] {
  const entries: IncidentEntry[] = [];
  for (const instance of instances)
    for (const passage of state.histories.get(instance.processInstanceKey)?.incidents ?? [])
      entries.push({
        passage,
        instance,
        state: state.incidents.has(passage.incidentKey) ? 'ACTIVE' : 'RESOLVED',
      });
  return entries;
}

/** The keys of an element and of all that was entered in it. */
function collectKeysWithin(instance: InstanceRecord, key: Key): ReadonlySet<Key> {
  const found = new Set([key]);
  const passages = [...instance.passages()].sort((first, second) => first.enteredOrder - second.enteredOrder);
  for (const { scopeKey, elementInstanceKey } of passages)
    if (scopeKey !== null && found.has(scopeKey)) found.add(elementInstanceKey);
  return found;
}

/**
 * The incidents of an element, of what was entered in it, and of the instances that were called there; of an
 * instance by its own key.
 */
export function listIncidentsWithin(
  engine: Engine,
  { instance, key }: { readonly instance: InstanceRecord; readonly key: Key },
  all: readonly InstanceRecord[],
): readonly IncidentEntry[] {
  const calledBy = new Map<Key, InstanceRecord[]>();
  for (const record of all)
    if (record.parentElementInstanceKey !== null) {
      const called = calledBy.get(record.parentElementInstanceKey);
      if (called) called.push(record);
      else calledBy.set(record.parentElementInstanceKey, [record]);
    }
  const found: IncidentEntry[] = [];
  const open = [{ instance, key }];
  for (let next = open.pop(); next; next = open.pop()) {
    const keys = collectKeysWithin(next.instance, next.key);
    for (const entry of listIncidentEntries(engine, [next.instance]))
      if (keys.has(entry.passage.elementInstanceKey)) found.push(entry);
    for (const within of keys)
      for (const called of calledBy.get(within) ?? [])
        open.push({ instance: called, key: called.processInstanceKey });
  }
  return found;
}
