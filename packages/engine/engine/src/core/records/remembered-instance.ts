import type { Engine } from '../engine.ts';
import type { EndedInstance } from '../engine-state.ts';
import { listBatchKeys } from './batch-keys.ts';
import { findRootKey, listEndedPassages, NO_TAGS, readVariables } from './instance-parts.ts';
import type { InstanceRecord } from './instance-types.ts';

/** Reads what is asked of an instance that has ended. */
export class RememberedInstance implements InstanceRecord {
  readonly #engine: Engine;
  readonly #instance: EndedInstance;
  constructor(engine: Engine, instance: EndedInstance) {
    this.#engine = engine;
    this.#instance = instance;
  }
  get processInstanceKey() {
    return this.#instance.processInstanceKey;
  }
  get bpmnProcessId() {
    return this.#instance.bpmnProcessId;
  }
  get definitionKey() {
    return this.#instance.origin.definitionKey;
  }
  get definition() {
    const { definitions, forgottenDefinitions } = this.#engine.state;
    return definitions.get(this.definitionKey) ?? forgottenDefinitions.get(this.definitionKey);
  }
  get state() {
    return this.#instance.state;
  }
  get tenantId() {
    return this.#instance.origin.tenantId;
  }
  get startedAt() {
    return this.#instance.origin.startedAt;
  }
  get endedAt() {
    return this.#instance.origin.endedAt;
  }
  get parentProcessInstanceKey() {
    return this.#instance.parentProcessInstanceKey ?? null;
  }
  get parentElementInstanceKey() {
    return this.#instance.origin.callerKey ?? null;
  }
  get businessId() {
    return this.#instance.businessId ?? null;
  }
  get tags() {
    return this.#instance.tags ?? NO_TAGS;
  }
  rootKey() {
    return findRootKey(this.#engine, this.processInstanceKey);
  }
  incidents() {
    return [];
  }
  passages() {
    return listEndedPassages(this.#engine, this.processInstanceKey);
  }
  hasIncidentIn() {
    return false;
  }
  hasRetriesLeft() {
    return false;
  }
  batchKeys() {
    return listBatchKeys(this.#engine, this.processInstanceKey);
  }
  flowIds() {
    return this.#engine.state.histories.get(this.processInstanceKey)?.flows ?? [];
  }
  variableValues(name: string) {
    return readVariables(this.passages(), name);
  }
}
