import type { Engine } from '../engine.ts';
import type { ElementPassage } from '../history-records.ts';
import type { Key } from '../key.ts';
import { collectSubtree } from '../terminate.ts';
import { findInstanceOfElement, type InstanceRecord } from './instance-record.ts';

/** An element that an instance passed or is in. */
export interface ElementRecord {
  readonly passage: ElementPassage;
  readonly instance: InstanceRecord;
  /** The name in the model, else the id. */
  name(): string;
  /** As the API names it, such as `SERVICE_TASK`. */
  type(): string;
  incidentKey(): Key | null;
  /** Whether it, or something in it, has an incident. */
  hasIncident(): boolean;
}

const toSnakeCase = (text: string): string =>
  text.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();

function findType(engine: Engine, definitionKey: Key, passage: ElementPassage): string {
  const node = engine.executables.get(definitionKey)?.findNode(passage.elementId);
  if (node?.multiInstance && passage.loopCounter === undefined) return 'MULTI_INSTANCE_BODY';
  return toSnakeCase(passage.elementType);
}

function elementRecord(engine: Engine, instance: InstanceRecord, passage: ElementPassage): ElementRecord {
  const { elementInstances } = engine.state;
  const { definitionKey } = instance;
  const active = (): ReturnType<typeof elementInstances.get> =>
    passage.state === 'ACTIVE' ? elementInstances.get(passage.elementInstanceKey) : undefined;
  return {
    passage,
    instance,
    name: () => engine.executables.get(definitionKey)?.findNode(passage.elementId)?.name ?? passage.elementId,
    type: () => findType(engine, definitionKey, passage),
    incidentKey: () => active()?.incidentKeys[0] ?? null,
    hasIncident() {
      if (engine.state.incidents.size === 0) return false;
      const element = active();
      return (
        element !== undefined &&
        collectSubtree(engine, element).some(({ incidentKeys }) => incidentKeys.length > 0)
      );
    },
  };
}

/** The elements of process instances. The process itself is none of them. */
export function listElementRecords(
  engine: Engine,
  instances: readonly InstanceRecord[],
): readonly ElementRecord[] {
  return instances.flatMap((instance) =>
    instance
      .passages()
      .filter(({ scopeKey }) => scopeKey !== null)
      .map((passage) => elementRecord(engine, instance, passage)),
  );
}

export function findElementRecord(engine: Engine, elementInstanceKey: Key): ElementRecord | undefined {
  const instance = findInstanceOfElement(engine, elementInstanceKey);
  return (
    instance &&
    listElementRecords(engine, [instance]).find(
      ({ passage }) => passage.elementInstanceKey === elementInstanceKey,
    )
  );
}
