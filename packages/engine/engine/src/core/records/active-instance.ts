import type { Definition } from '../deployment-records.ts';
import { type Engine, getExecutable } from '../engine.ts';
import type { ElementInstance } from '../engine-state.ts';
import type { ElementPassage } from '../history-records.ts';
import { collectSubtree } from '../terminate.ts';
import { describeActive } from '../view-history.ts';
import { listBatchKeys } from './batch-keys.ts';
import { findRootKey, hasIncident, listEndedPassages, NO_TAGS, readVariables } from './instance-parts.ts';
import type { InstanceRecord } from './instance-types.ts';

/** Reads what is asked of a running instance: searches look at many, and at little of each. */
export class ActiveInstance implements InstanceRecord {
  readonly state = 'ACTIVE';
  readonly endedAt = null;
  readonly definition: Definition;
  readonly #engine: Engine;
  readonly #root: ElementInstance;
  constructor(engine: Engine, root: ElementInstance) {
    this.#engine = engine;
    this.#root = root;
    this.definition = getExecutable(engine, root).definition;
  }
  get processInstanceKey() {
    return this.#root.key;
  }
  get bpmnProcessId() {
    return this.definition.bpmnProcessId;
  }
  get definitionKey() {
    return this.#root.definitionKey;
  }
  get tenantId() {
    return this.definition.tenantId;
  }
  get startedAt() {
    return this.#root.enteredAt;
  }
  get parentProcessInstanceKey() {
    const { callerKey } = this.#root;
    const caller = callerKey === undefined ? undefined : this.#engine.state.elementInstances.get(callerKey);
    return caller?.processInstanceKey ?? null;
  }
  get parentElementInstanceKey() {
    return this.#root.callerKey ?? null;
  }
  get businessId() {
    return this.#root.businessId ?? null;
  }
  get tags() {
    return this.#root.tags ?? NO_TAGS;
  }
  rootKey() {
    return findRootKey(this.#engine, this.#root.key);
  }
  incidents() {
    const { incidents } = this.#engine.state;
    if (incidents.size === 0) return [];
    return collectSubtree(this.#engine, this.#root)
      .flatMap(({ incidentKeys }) => incidentKeys)
      .flatMap((key) => incidents.get(key) ?? []);
  }
  passages() {
    const ended = listEndedPassages(this.#engine, this.#root.key);
    const active = collectSubtree(this.#engine, this.#root, { withCalled: false });
    return [...ended, ...active.flatMap((instance) => describeActive(this.#engine, instance))];
  }
  hasIncidentIn({ state, elementInstanceKey }: ElementPassage) {
    return state === 'ACTIVE' && hasIncident(this.#engine, elementInstanceKey);
  }
  hasRetriesLeft() {
    const { jobs } = this.#engine.state;
    return collectSubtree(this.#engine, this.#root, { withCalled: false }).some(
      ({ jobKey }) => jobKey !== null && jobs.get(jobKey)?.hasFailedWithRetriesLeft === true,
    );
  }
  batchKeys() {
    return listBatchKeys(this.#engine, this.#root.key);
  }
  flowIds() {
    return this.#engine.state.histories.get(this.#root.key)?.flows ?? [];
  }
  variableValues(name: string) {
    const active = collectSubtree(this.#engine, this.#root, { withCalled: false });
    return readVariables([...listEndedPassages(this.#engine, this.#root.key), ...active], name);
  }
}
