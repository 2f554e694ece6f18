import type { JsonValue } from '@jobwright/json';
import type { ForgottenDefinition } from '../deployment-records.ts';
import { type Engine, getExecutable } from '../engine.ts';
import type { ElementInstance, EndedInstance, IncidentRecord } from '../engine-state.ts';
import type { ElementPassage } from '../history-records.ts';
import type { Key } from '../key.ts';
import { collectSubtree } from '../terminate.ts';
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
  return scopes.flatMap(({ variables }) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    return value === undefined ? [] : [value];
  });
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

function activeRecord(engine: Engine, root: ElementInstance): InstanceRecord {
  const { definition } = getExecutable(engine, root);
  const { elementInstances, incidents, histories } = engine.state;
  const caller = root.callerKey === undefined ? undefined : elementInstances.get(root.callerKey);
  const listPassages = (): readonly ElementPassage[] => [
    ...(histories.get(root.key)?.elements ?? []),
    ...collectSubtree(engine, root, { withCalled: false }).flatMap((instance) =>
      describeActive(engine, instance),
    ),
  ];
  return {
    processInstanceKey: root.key,
    bpmnProcessId: definition.bpmnProcessId,
    definitionKey: root.definitionKey,
    definition,
    state: 'ACTIVE',
    tenantId: definition.tenantId,
    startedAt: root.enteredAt,
    endedAt: null,
    parentProcessInstanceKey: caller?.processInstanceKey ?? null,
    parentElementInstanceKey: root.callerKey ?? null,
    businessId: root.businessId ?? null,
    tags: root.tags ?? NO_TAGS,
    rootKey: () => findRootKey(engine, root.key),
    incidents: () =>
      collectSubtree(engine, root)
        .flatMap(({ incidentKeys }) => incidentKeys)
        .flatMap((key) => incidents.get(key) ?? []),
    passages: listPassages,
    flowIds: () => histories.get(root.key)?.flows ?? [],
    variableValues: (name) => readVariables(listPassages(), name),
  };
}

function endedRecord(engine: Engine, instance: EndedInstance): InstanceRecord {
  const { definitionKey, tenantId, startedAt, endedAt, callerKey } = instance.origin;
  const { processInstanceKey, bpmnProcessId, state, parentProcessInstanceKey } = instance;
  const passages = () => engine.state.histories.get(processInstanceKey)?.elements ?? [];
  return {
    processInstanceKey,
    bpmnProcessId,
    definitionKey,
    definition:
      engine.state.definitions.get(definitionKey) ?? engine.state.forgottenDefinitions.get(definitionKey),
    state,
    tenantId,
    startedAt,
    endedAt,
    parentProcessInstanceKey: parentProcessInstanceKey ?? null,
    parentElementInstanceKey: callerKey ?? null,
    businessId: instance.businessId ?? null,
    tags: instance.tags ?? NO_TAGS,
    rootKey: () => findRootKey(engine, processInstanceKey),
    incidents: () => [],
    passages,
    flowIds: () => engine.state.histories.get(processInstanceKey)?.flows ?? [],
    variableValues: (name) => readVariables(passages(), name),
  };
}

export function findInstanceRecord(engine: Engine, key: Key): InstanceRecord | undefined {
  const ended = engine.state.ended.get(key);
  if (ended) return endedRecord(engine, ended);
  const root = engine.state.elementInstances.get(key);
  return root?.scopeKey === null ? activeRecord(engine, root) : undefined;
}

export function listActiveRecords(engine: Engine): readonly InstanceRecord[] {
  const records: InstanceRecord[] = [];
  for (const instance of engine.state.elementInstances.values())
    if (instance.scopeKey === null) records.push(activeRecord(engine, instance));
  return records;
}

export function listEndedRecords(engine: Engine): readonly InstanceRecord[] {
  return [...engine.state.ended.values()].map((instance) => endedRecord(engine, instance));
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
