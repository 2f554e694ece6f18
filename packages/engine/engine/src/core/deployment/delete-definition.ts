import type { Key } from '../commands.ts';
import type { Engine } from '../engine.ts';
import type { Definition } from '../engine-state.ts';
import { closeStartEvents, openStartEvents } from '../start-events.ts';
import { noteDeletedVersion } from '../used-versions.ts';
import { forgetFile } from './forget-file.ts';

function countInstances({ state }: Engine, key: Key): number {
  let count = 0;
  for (const { definitionKey, scopeKey } of state.elementInstances.values())
    if (scopeKey === null && definitionKey === key) count += 1;
  return count;
}

const MAX_FORGOTTEN = 1_000;

function forget(engine: Engine, definition: Definition): void {
  const { key, checksum, bpmnProcessId, version, resourceName, tenantId } = definition;
  const { id, name, versionTag } = definition.graph;
  const { definitions, forgottenDefinitions } = engine.state;
  definitions.delete(key);
  forgottenDefinitions.set(key, {
    key,
    bpmnProcessId,
    version,
    resourceName,
    tenantId,
    graph: { id, ...(name !== undefined && { name }), ...(versionTag !== undefined && { versionTag }) },
  });
  if (forgottenDefinitions.size > MAX_FORGOTTEN) {
    const [oldest] = forgottenDefinitions.keys();
    if (oldest !== undefined) forgottenDefinitions.delete(oldest);
  }
  engine.executables.delete(key);
  forgetFile(engine.state, checksum);
}

/** One instance of a deleted version of a process has left it: the version is forgotten with the last one. */
export function forgetDrained(engine: Engine, definition: Definition): void {
  const { key } = definition;
  const { drainingCounts } = engine;
  const known = drainingCounts.get(key) ?? 0;
  // To look for the others each time would be square.
  const left = known > 1 ? known - 1 : countInstances(engine, key);
  if (left > 0) {
    drainingCounts.set(key, left);
    return;
  }
  drainingCounts.delete(key);
  forget(engine, definition);
}

/**
 * Deletes a version of a process. Its start events wait no longer; if it was the latest, those of the version
 * before it do again. Its instances run to their end, and the version goes with the last of them.
 */
export function deleteDefinition(engine: Engine, key: Key): boolean {
  const definition = engine.state.definitions.get(key);
  if (!definition || definition.isDraining === true) return false;
  const { bpmnProcessId, tenantId, version } = definition;
  const isLatest = engine.definitionIndex.isLatest(definition);
  engine.definitionIndex.remove(definition);
  noteDeletedVersion(engine.state, { kind: 'process', tenantId, id: bpmnProcessId }, version);
  if (isLatest) {
    closeStartEvents(engine, key);
    const previous = engine.definitionIndex.find({ bpmnProcessId, tenantId, version: -1 });
    if (previous) openStartEvents(engine, previous);
  }
  if (countInstances(engine, key) > 0) definition.isDraining = true;
  else forget(engine, definition);
  return true;
}
