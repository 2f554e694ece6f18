import type { JsonValue } from '@jobwright/json';
import type { Definition, ForgottenDefinition } from '../deployment-records.ts';
import { type Engine, getExecutable } from '../engine.ts';
import type { ElementInstance, EndedInstance, IncidentRecord } from '../engine-state.ts';
import type { ElementPassage } from '../history-records.ts';
import type { Key } from '../key.ts';
import { collectSubtree } from '../terminate.ts';
import { listBatchKeys } from './batch-keys.ts';
import { describeActive } from '../view-history.ts';

/** A process instance that runs or is remembered, to search by and to show. What costs more than a look is a function. */
export interface InstanceRecord {
  readonly processInstanceKey: Key;
  readonly bpmnProcessId: string;
  readonly definitionKey: Key;
  /** Absent when too many versions have been deleted since. */
  readonly definition: ForgottenDefinition | undefined;
  readonly state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
  readonly tenantId: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  readonly parentProcessInstanceKey: Key | null;
  /** The call activity that started it. */
  readonly parentElementInstanceKey: Key | null;
  readonly businessId: string | null;
  readonly tags: readonly string[];
  /** The outermost caller, or the instance itself. */
  rootKey(): Key;
  /** The incidents of it and of the instances it called. */
  incidents(): readonly IncidentRecord[];
  /** What it passed and is in: first what has ended, in the order of the ends. The process itself has no scope. */
  passages(): readonly ElementPassage[];
  /** Whether an element of it, or something in that, has an incident. */
  hasIncidentIn(passage: ElementPassage): boolean;
  /** Whether the last failure of one of its jobs left retries. */
  hasRetriesLeft(): boolean;
  /** The batch operations that chose it, as far as they are remembered. */
  batchKeys(): readonly Key[];
  /** Sequence flows along which tokens moved, each once. */
  flowIds(): readonly string[];
  /** The values of a variable in all its scopes. */
  variableValues(name: string): readonly JsonValue[];
}

const NO_TAGS: readonly string[] = [];

function readVariables(
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

const listEndedPassages = ({ state }: Engine, key: Key): readonly ElementPassage[] =>
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

/** Reads what is asked of a running instance: searches look at many, and at little of each. */
class ActiveInstance implements InstanceRecord {
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

/** The same of one that has ended. */
class RememberedInstance implements InstanceRecord {
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

/** The process instance that passed or is in an element, by the key of the element's instance; the process is one too. */
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
