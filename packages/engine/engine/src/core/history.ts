import type { Key } from './commands.ts';
import { type Engine, getExecutable } from './engine.ts';
import type { ElementInstance, IncidentRecord, Job, SubscriptionRecord } from './engine-state.ts';
import type { InstanceHistory } from './history-records.ts';

/** Passages through elements, jobs, incidents and messages kept of one instance, of each. */
const MAX_ENTRIES = 10_000;

function historyOf(engine: Engine, instance: ElementInstance): InstanceHistory {
  const { histories } = engine.state;
  const known = histories.get(instance.processInstanceKey);
  if (known) return known;
  const history: InstanceHistory = {
    processInstanceKey: instance.processInstanceKey,
    bpmnProcessId: getExecutable(engine, instance).definition.bpmnProcessId,
    elements: [],
    jobs: [],
    incidents: [],
    messages: [],
    ended: 0,
    isTruncated: false,
  };
  histories.set(instance.processInstanceKey, history);
  return history;
}

function add<T>(history: InstanceHistory, list: T[], entry: T): void {
  if (list.length < MAX_ENTRIES) list.push(entry);
  else history.isTruncated = true;
}

export function recordEntered(engine: Engine, instance: ElementInstance): void {
  const history = historyOf(engine, instance);
  const { key, elementId, scopeKey, loopCounter } = instance;
  instance.passageIndex = history.elements.length;
  add(history, history.elements, {
    elementInstanceKey: key,
    elementId,
    elementType: getExecutable(engine, instance).node(elementId).elementType,
    scopeKey,
    ...(loopCounter !== undefined && { loopCounter }),
    state: 'ACTIVE',
    enteredAt: engine.clock.now(),
  });
}

export function recordLeft(
  engine: Engine,
  instance: ElementInstance,
  state: 'COMPLETED' | 'TERMINATED',
): void {
  const history = engine.state.histories.get(instance.processInstanceKey);
  const { passageIndex } = instance;
  const passage = passageIndex === undefined ? undefined : history?.elements[passageIndex];
  if (!history || !passage) return;
  passage.state = state;
  passage.endedAt = engine.clock.now();
  passage.endedOrder = history.ended;
  passage.variables = instance.variables;
  history.ended += 1;
}

export function recordJob(engine: Engine, instance: ElementInstance, job: Job): void {
  const { key, type } = job;
  const history = historyOf(engine, instance);
  job.passageIndex = history.jobs.length;
  const { elementId } = instance;
  add(history, history.jobs, { jobKey: key, type, elementId, state: 'ACTIVE', failures: 0 });
}

export function recordJobEnd(
  engine: Engine,
  { elementInstanceKey, passageIndex }: Job,
  end: 'COMPLETED' | 'CANCELED' | 'ERROR_THROWN' | 'failed',
): void {
  const instance = engine.state.elementInstances.get(elementInstanceKey);
  const history = instance && engine.state.histories.get(instance.processInstanceKey);
  const passage = passageIndex === undefined ? undefined : history?.jobs[passageIndex];
  if (!passage || passage.state !== 'ACTIVE') return;
  if (end === 'failed') passage.failures += 1;
  else passage.state = end;
}

export function recordIncident(engine: Engine, instance: ElementInstance, incident: IncidentRecord): void {
  const history = historyOf(engine, instance);
  const { key: incidentKey, type, message, elementId } = incident;
  add(history, history.incidents, { incidentKey, type, message, elementId, isResolved: false });
}

export function recordResolved(engine: Engine, { key, processInstanceKey }: IncidentRecord): void {
  const incidents = engine.state.histories.get(processInstanceKey)?.incidents ?? [];
  const passage = incidents.findLast(({ incidentKey }) => incidentKey === key);
  if (passage) passage.isResolved = true;
}

export function recordMessage(
  engine: Engine,
  instance: ElementInstance,
  { name, correlationKey, nodeId }: Pick<SubscriptionRecord, 'name' | 'correlationKey' | 'nodeId'>,
): void {
  const history = historyOf(engine, instance);
  const correlatedAt = engine.clock.now();
  add(history, history.messages, { name, correlationKey, elementId: nodeId, correlatedAt });
}

export function viewHistory(engine: Engine, processInstanceKey: Key): InstanceHistory | undefined {
  const history = engine.state.histories.get(processInstanceKey);
  return history && structuredClone(history);
}
