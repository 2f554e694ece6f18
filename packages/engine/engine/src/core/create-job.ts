import type { JobNode } from '../model/graph.ts';
import type { JobDefinition } from '../model/job-definition.ts';
import { type Expression, isFeel } from '../model/expression.ts';
import { isPriority } from '../model/is-priority.ts';
import { stringifyJson } from '@jobwright/json';
import { type Engine, getExecutable } from './engine.ts';
import { type ElementInstance, type Job, nextKey } from './engine-state.ts';
import { type Assignment, evaluateAssignment } from './evaluate-assignment.ts';
import { evaluate, evaluateText, type Evaluation, fail, feelTypeName } from './evaluate.ts';
import { evaluateLinkedResources } from './linked-resources-header.ts';

const MAX_RETRIES = 2 ** 31 - 1;

function evaluateRetries(engine: Engine, instance: ElementInstance, node: JobDefinition): Evaluation<number> {
  const expression = node.retries;
  const evaluation = evaluate(engine, instance, { expression, failureType: 'EXTRACT_VALUE_ERROR' });
  if (!evaluation.ok) return evaluation;
  const { value } = evaluation;
  const text = expression.replace(/^=/, '');
  // A static number is text in the file.
  const retries = typeof value === 'string' && /^[+-]?\d+$/.test(value) ? Number(value) : value;
  if (typeof retries !== 'number')
    return fail(
      'EXTRACT_VALUE_ERROR',
      `Expected result of the expression '${text}' to be 'NUMBER', but was '${feelTypeName(retries)}'.`,
    );
  return { ok: true, value: Math.min(Math.max(Math.trunc(retries), -MAX_RETRIES), MAX_RETRIES) };
}

function evaluatePriority(
  engine: Engine,
  instance: ElementInstance,
  expression: Expression,
): Evaluation<number> {
  if (!isFeel(expression)) return { ok: true, value: Number(expression) };
  const evaluation = evaluate(engine, instance, { expression, failureType: 'EXTRACT_VALUE_ERROR' });
  if (!evaluation.ok) return evaluation;
  const { value } = evaluation;
  if (isPriority(value)) return { ok: true, value };
  const found = typeof value === 'number' ? String(value) : feelTypeName(value);
  return fail(
    'EXTRACT_VALUE_ERROR',
    `Expected result of the expression '${expression.slice(1)}' to be an integer of 32 bits, but was '${found}'.`,
  );
}

/** What the older kind of user tasks tells its worker, as the broker names it. */
function assignmentHeaders(assignment: Assignment): Readonly<Record<string, string>> {
  const { assignee, candidateGroups, candidateUsers, dueDate, followUpDate, formKey } = assignment;
  const texts = {
    assignee,
    candidateGroups: candidateGroups.length === 0 ? '' : stringifyJson(candidateGroups),
    candidateUsers: candidateUsers.length === 0 ? '' : stringifyJson(candidateUsers),
    dueDate,
    followUpDate,
    formKey,
  };
  const given = Object.entries(texts).filter(([, text]) => text !== '');
  return Object.fromEntries(given.map(([name, text]) => [`io.camunda.zeebe:${name}`, text]));
}

export interface JobProperties extends Pick<Job, 'kind' | 'listenerEventType' | 'priority'> {
  readonly headers?: Readonly<Record<string, string>>;
  readonly type: string;
  readonly retries: number;
}

export function evaluateJob(
  engine: Engine,
  instance: ElementInstance,
  node: JobDefinition & Pick<JobNode, 'assignment' | 'linkedResources'>,
): Evaluation<JobProperties> {
  const type = evaluateText(engine, instance, node.jobType);
  if (!type.ok) return type;
  const retries = evaluateRetries(engine, instance, node);
  if (!retries.ok) return retries;
  const priority =
    node.priority === undefined ? undefined : evaluatePriority(engine, instance, node.priority);
  if (priority?.ok === false) return priority;
  const linked = node.linkedResources && evaluateLinkedResources(engine, instance, node.linkedResources);
  if (linked?.ok === false) return linked;
  const properties = {
    type: type.value,
    retries: retries.value,
    ...(linked && { headers: linked.value }),
    ...(priority && priority.value !== 0 && { priority: priority.value }),
  };
  if (!node.assignment) return { ok: true, value: properties };
  const assignment = evaluateAssignment(engine, instance, node.assignment);
  if (!assignment.ok) return assignment;
  return { ok: true, value: { ...properties, headers: assignmentHeaders(assignment.value) } };
}

/** Makes the job of a task that has just been entered. */
export function createJob(engine: Engine, instance: ElementInstance, properties: JobProperties): void {
  const job: Job = {
    key: nextKey(engine.state),
    type: properties.type,
    tenantId: getExecutable(engine, instance).definition.tenantId,
    elementInstanceKey: instance.key,
    state: 'ACTIVATABLE',
    retries: properties.retries,
    worker: '',
    deadline: null,
    availableAt: null,
    failures: 0,
    createdAt: engine.clock.now(),
    offers: 0,
    ...(properties.headers && { headers: properties.headers }),
    ...(properties.priority !== undefined && { priority: properties.priority }),
    ...(properties.kind && { kind: properties.kind }),
    ...(properties.listenerEventType && { listenerEventType: properties.listenerEventType }),
  };
  engine.state.jobs.set(job.key, job);
  engine.counts.jobsCreated += 1;
  instance.jobKey = job.key;
  engine.jobQueues.offer(job);
}
