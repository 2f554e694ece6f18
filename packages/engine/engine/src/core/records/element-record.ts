import type { Engine } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import type { ElementPassage } from '../history-records.ts';
import type { Key } from '../key.ts';
import { activityTypeName } from '../modify/element-names.ts';
import { hasIncident } from './instance-parts.ts';
import { findInstanceOfElement } from './instance-record.ts';
import type { InstanceRecord } from './instance-types.ts';

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

/** Reads what is asked: searches look at many, and at little of each. */
class Element implements ElementRecord {
  readonly passage: ElementPassage;
  readonly instance: InstanceRecord;
  readonly #engine: Engine;
  constructor(engine: Engine, instance: InstanceRecord, passage: ElementPassage) {
    this.#engine = engine;
    this.instance = instance;
    this.passage = passage;
  }
  name() {
    return this.#node()?.name ?? this.passage.elementId;
  }
  type() {
    const isBody = this.passage.loopCounter === undefined && this.#node()?.multiInstance !== undefined;
    return isBody ? 'MULTI_INSTANCE_BODY' : activityTypeName(this.passage);
  }
  incidentKey() {
    return this.#active()?.incidentKeys[0] ?? null;
  }
  hasIncident() {
    const { state, elementInstanceKey } = this.passage;
    return state === 'ACTIVE' && hasIncident(this.#engine, elementInstanceKey);
  }
  #node() {
    return this.#engine.executables.get(this.instance.definitionKey)?.findNode(this.passage.elementId);
  }
  #active(): ElementInstance | undefined {
    const { state, elementInstanceKey } = this.passage;
    return state === 'ACTIVE' ? this.#engine.state.elementInstances.get(elementInstanceKey) : undefined;
  }
}

/** The elements of process instances. The process itself is none of them. */
export function listElementRecords(
  engine: Engine,
  instances: readonly InstanceRecord[],
): readonly ElementRecord[] {
  const records: ElementRecord[] = [];
  for (const instance of instances)
    for (const passage of instance.passages())
      if (passage.scopeKey !== null) records.push(new Element(engine, instance, passage));
  return records;
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
