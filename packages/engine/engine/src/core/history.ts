import { type Engine, getExecutable, getNode } from './engine.ts';
import type { ElementInstance, IncidentRecord, Job, SubscriptionRecord } from './engine-state.ts';
import { hasText } from './has-text.ts';
import type { ElementPassage, HistoryRecord, IncidentPassage, JobPassage } from './history-records.ts';

/** Passages through elements, jobs, incidents and messages kept of one instance, of each. */
const MAX_ENTRIES = 10_000;

/** The history of the process instance of an element. */
export function historyOf(
  engine: Engine,
  instance: Pick<ElementInstance, 'processInstanceKey' | 'definitionKey'>,
): HistoryRecord {
  const { histories } = engine.state;
  const known = histories.get(instance.processInstanceKey);
  if (known) return known;
  const { bpmnProcessId } = getExecutable(engine, instance).definition;
  const { processInstanceKey } = instance;
  const history: HistoryRecord = { processInstanceKey, bpmnProcessId, entered: 0, ended: 0 };
  histories.set(processInstanceKey, history);
  return history;
}

/**
 * The list with one more entry. The first makes a list of its own: one that grows from nothing takes room for
 * many.
 */
export function appendBounded<T>(history: HistoryRecord, list: T[] | undefined, entry: T): T[] {
  if (!list) return [entry];
  if (list.length < MAX_ENTRIES) list.push(entry);
  else history.isTruncated = true;
  return list;
}

export function recordEntered(engine: Engine, instance: ElementInstance): void {
  const history = historyOf(engine, instance);
  instance.enteredOrder = history.entered;
  instance.enteredAt = engine.clock.now();
  history.entered += 1;
  engine.observer?.onElementEntered?.({
    processInstanceKey: instance.processInstanceKey,
    processDefinitionKey: instance.definitionKey,
    elementInstanceKey: instance.key,
    elementId: instance.elementId,
  });
}

export function recordLeft(
  engine: Engine,
  instance: ElementInstance,
  state: 'COMPLETED' | 'TERMINATED',
): void {
  const { key, elementId, scopeKey, loopCounter, enteredOrder, enteredAt, variables } = instance;
  const history = engine.state.histories.get(instance.processInstanceKey);
  if (!history || enteredOrder < 0) return;
  const passage: ElementPassage = {
    elementInstanceKey: key,
    elementId,
    elementType: getNode(engine, instance).elementType,
    scopeKey,
    state,
    enteredOrder,
    enteredAt,
    endedOrder: history.ended,
    endedAt: engine.clock.now(),
    variables,
  };
  history.elements = appendBounded(
    history,
    history.elements,
    loopCounter === undefined ? passage : { ...passage, loopCounter },
  );
  history.ended += 1;
}

/** What most jobs have nothing of. */
function describeSpecialties(job: Job): Partial<JobPassage> {
  const { kind, listenerEventType, errorMessage, errorCode, priority, hasFailedWithRetriesLeft } = job;
  const headers = job.keptHeaders ?? job.headers;
  return {
    ...(errorMessage !== undefined && { errorMessage }),
    ...(errorCode !== undefined && { errorCode }),
    ...(job.failedAt !== undefined && { failedAt: job.failedAt }),
    ...(hasFailedWithRetriesLeft !== undefined && { hasFailedWithRetriesLeft }),
    ...(job.deniedReason !== undefined && { deniedReason: job.deniedReason }),
    ...(priority !== undefined && { priority }),
    ...(headers && { headers }),
    ...(kind && { kind }),
    ...(listenerEventType && { listenerEventType }),
  };
}

const isSpecial = ({ kind, lastEvent, priority, headers, keptHeaders }: Job): boolean =>
  (kind ?? lastEvent ?? priority ?? headers ?? keptHeaders) !== undefined;

export function describeJob(
  job: Job,
  { elementId }: ElementInstance,
  { state, endedAt }: Pick<JobPassage, 'state' | 'endedAt'>,
): JobPassage {
  const { deadline } = job;
  return {
    jobKey: job.key,
    type: job.type,
    elementId,
    state,
    failures: job.failures,
    elementInstanceKey: job.elementInstanceKey,
    worker: job.worker,
    retries: job.retries,
    createdAt: job.createdAt,
    ...(endedAt !== undefined && { endedAt }),
    ...(deadline !== null && { deadline }),
    ...(isSpecial(job) && describeSpecialties(job)),
  };
}

export function recordJobEnd(
  engine: Engine,
  job: Job,
  state: 'COMPLETED' | 'CANCELED' | 'ERROR_THROWN',
): void {
  const instance = engine.state.elementInstances.get(job.elementInstanceKey);
  if (!instance) return;
  const history = historyOf(engine, instance);
  history.jobs = appendBounded(
    history,
    history.jobs,
    describeJob(job, instance, { state, endedAt: engine.clock.now() }),
  );
}

export function recordIncident(engine: Engine, instance: ElementInstance, incident: IncidentRecord): void {
  const history = historyOf(engine, instance);
  const { key: incidentKey, type, message, elementId, elementInstanceKey, jobKey } = incident;
  const entry: IncidentPassage = {
    incidentKey,
    type,
    message,
    elementId,
    elementInstanceKey,
    createdAt: engine.clock.now(),
    isResolved: false,
    ...(jobKey !== undefined && { jobKey }),
  };
  history.incidents = appendBounded(history, history.incidents, entry);
}

export function recordResolved(engine: Engine, { key, processInstanceKey }: IncidentRecord): void {
  const { incidents = [] } = engine.state.histories.get(processInstanceKey) ?? {};
  const entry = incidents.findLast(({ incidentKey }) => incidentKey === key);
  if (entry) entry.isResolved = true;
}

export function recordMessage(
  engine: Engine,
  instance: ElementInstance,
  { name, correlationKey, nodeId }: Pick<SubscriptionRecord, 'name' | 'correlationKey' | 'nodeId'>,
): void {
  const history = historyOf(engine, instance);
  const entry = { name, correlationKey, elementId: nodeId, correlatedAt: engine.clock.now() };
  history.messages = appendBounded(history, history.messages, entry);
}

/** Notes that a token moved along a flow. */
export function recordFlow(engine: Engine, instance: ElementInstance, flowId: string): void {
  const history = historyOf(engine, instance);
  if (history.flows && hasText(history.flows, flowId)) return;
  history.flows = appendBounded(history, history.flows, flowId);
}
