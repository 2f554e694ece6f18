import { businessIdAt } from './business-id.ts';
import type { ActivatedJob, ActivateJobsCommand, Key, Result } from './commands.ts';
import { type Engine, getExecutable } from './engine.ts';
import { type ElementInstance, type Job, nextKey } from './engine-state.ts';
import type { WantedJobs } from './job-queues.ts';
import { reject, succeed } from './result.ts';
import { withSecrets } from './secrets.ts';
import { describeTask, findTaskOf } from './task-listeners.ts';
import { collectJobVariables } from './variables.ts';

const NOTHING_TO_FETCH: readonly string[] = [];
const TIMEOUT_MS = 300_000;
const MAX_JOBS = 32;
const NO_HEADERS: Readonly<Record<string, string>> = {};

interface Activation {
  readonly job: Job;
  readonly instance: ElementInstance;
  readonly deadline: number;
  readonly fetchVariables: readonly string[];
}

function toActivatedJob(
  engine: Engine,
  { job, instance, deadline, fetchVariables }: Activation,
): ActivatedJob {
  const { definition, node } = getExecutable(engine, instance);
  const task = node(instance.elementId);
  const root = engine.state.elementInstances.get(instance.processInstanceKey);
  const businessId = businessIdAt(root, job.key);
  const headers = task.kind === 'job' ? task.headers : NO_HEADERS;
  return {
    key: job.key,
    type: job.type,
    processInstanceKey: instance.processInstanceKey,
    bpmnProcessId: definition.bpmnProcessId,
    processDefinitionVersion: definition.version,
    processDefinitionKey: definition.key,
    elementId: instance.elementId,
    elementInstanceKey: instance.key,
    customHeaders: job.keptHeaders ?? (job.headers ? { ...headers, ...job.headers } : headers),
    worker: job.worker,
    retries: job.retries,
    deadline,
    variables: collectJobVariables(engine, instance, fetchVariables),
    tenantId: definition.tenantId,
    physicalTenantId: engine.physicalTenantId,
    ...(job.priority !== undefined && { priority: job.priority }),
    ...(job.jobLeaseToken !== undefined && { jobLeaseToken: job.jobLeaseToken }),
    ...(job.kind && { kind: job.kind }),
    ...(root?.tags && { tags: root.tags }),
    ...(businessId !== undefined && { businessId }),
    ...(job.listenerEventType && { listenerEventType: job.listenerEventType }),
    ...(job.kind === 'TASK_LISTENER' && viewTask(engine, instance)),
  };
}

function viewTask(engine: Engine, instance: ElementInstance): Pick<ActivatedJob, 'userTask'> {
  const found = findTaskOf(engine, instance);
  const userTask = found && describeTask(found.task);
  return userTask ? { userTask } : {};
}

/** The given job, if it is there to be taken. */
function takeByKey(engine: Engine, { type, tenantIds, withLease }: WantedJobs, key: Key): Job | undefined {
  const job = engine.state.jobs.get(key);
  if (job?.state !== 'ACTIVATABLE' || job.type !== type) return undefined;
  if (job.jobLeaseToken !== undefined && withLease !== true) return undefined;
  if (tenantIds?.has(job.tenantId) === false) return undefined;
  job.state = 'ACTIVATED';
  engine.jobQueues.noteDead(job);
  return job;
}

function* takeJobs(engine: Engine, command: ActivateJobsCommand): Generator<Job> {
  const { jobKeys, type, withLease = false } = command;
  const tenantIds = command.tenantIds && new Set(command.tenantIds);
  const wanted: WantedJobs = { type, withLease, ...(tenantIds && { tenantIds }) };
  const take = (): Job | undefined => engine.jobQueues.take(wanted);
  if (jobKeys) {
    for (const key of jobKeys) {
      const job = takeByKey(engine, wanted, key);
      if (job) yield job;
    }
  } else for (let job = take(); job; job = take()) yield job;
}

function checkCommand({ type, timeoutMs = TIMEOUT_MS }: ActivateJobsCommand): string | undefined {
  if (timeoutMs < 1) return `timeout to be greater than zero, but it was '${timeoutMs}'`;
  return type === '' ? 'type to be present, but it was blank' : undefined;
}

export function activateJobs(engine: Engine, command: ActivateJobsCommand): Result<readonly ActivatedJob[]> {
  const { worker = '', timeoutMs = TIMEOUT_MS, maxJobs = MAX_JOBS, withLease = false } = command;
  const { fetchVariables = NOTHING_TO_FETCH } = command;
  const mistake = checkCommand(command);
  if (mistake !== undefined)
    return reject('INVALID_ARGUMENT', 'ACTIVATE', `Expected to activate job batch with ${mistake}`);
  const activated: ActivatedJob[] = [];
  if (maxJobs < 1) return succeed(activated);
  const deadline = engine.clock.now() + timeoutMs;
  for (const job of takeJobs(engine, command)) {
    const instance = engine.state.elementInstances.get(job.elementInstanceKey);
    if (!instance) continue;
    job.state = 'ACTIVATED';
    job.worker = worker;
    job.deadline = deadline;
    if (withLease) job.jobLeaseToken = nextKey(engine.state);
    engine.schedule.add({ kind: 'jobDeadline', key: job.key, at: deadline });
    const handed = withSecrets(engine, {
      job,
      instance,
      activated: toActivatedJob(engine, { job, instance, deadline, fetchVariables }),
    });
    if (handed) activated.push(handed);
    if (activated.length >= maxJobs) break;
  }
  return succeed(activated);
}
