import { assignBusinessId, unassignBusinessId } from './business-id.ts';
import { checkSettlingLease } from './check-lease.ts';
import { completeSpecialJob } from './complete-special-job.ts';
import { noteVariables } from './conditions.ts';
import type { FailJobCommand, Key, Rejection, Result, ThrowErrorCommand } from './commands.ts';
import type { LeasedCommand } from './leased-command.ts';
import { NO_VARIABLES } from './defaults.ts';
import type { Engine } from './engine.ts';
import type { ElementInstance, Job } from './engine-state.ts';
import { raiseIncident } from './incidents.ts';
import { noRetriesType } from './job-kinds.ts';
import { noteJobFailure } from './note-job-event.ts';
import type { CompleteJobCommand } from './job-result.ts';
import { endJob, finishJob, releaseJob, stopJob } from './release-job.ts';
import { reject, succeed } from './result.ts';
import { describeUncaught, throwToCatcher } from './throw-error.ts';
import { setLocalVariables } from './variables.ts';

interface SettleableJob {
  readonly ok: true;
  readonly job: Job;
  readonly instance: ElementInstance;
}
interface Refused {
  readonly ok: false;
  readonly rejection: Rejection;
}

/** The job, if it is in a state to be settled. A worker need not hold it: late answers count. */
function findJob(
  engine: Engine,
  { jobKey, jobLeaseToken }: LeasedCommand & { readonly jobKey: Key },
  { intent, wish }: { readonly intent: string; readonly wish: string },
): SettleableJob | Refused {
  const job = engine.state.jobs.get(jobKey);
  const instance = job && engine.state.elementInstances.get(job.elementInstanceKey);
  const subject = `Expected to ${wish} job with key '${jobKey}', but`;
  if (!job || !instance) return reject('NOT_FOUND', intent, `${subject} no such job was found`);
  if (job.state === 'FAILED' || job.state === 'ERROR_THROWN')
    return reject('INVALID_STATE', intent, `${subject} it is in state '${job.state}'`);
  const lease = checkSettlingLease({ job, jobLeaseToken, intent });
  return lease.ok ? { ok: true, job, instance } : lease;
}

function completeFound(
  engine: Engine,
  { job, instance }: SettleableJob,
  { variables = NO_VARIABLES, result }: CompleteJobCommand,
): Result<void> {
  if (job.kind) return completeSpecialJob(engine, { job, kind: job.kind, instance, variables, result });
  finishJob(engine, job, instance);
  instance.result = variables;
  engine.work.push({ kind: 'complete', key: instance.key });
  return succeed(undefined);
}

/**
 * What comes after the job has the business id, the job itself has not; neither happens without the other.
 */
function completeWithBusinessId(
  engine: Engine,
  found: SettleableJob,
  command: CompleteJobCommand & { readonly businessId: string },
): Result<void> {
  const { processInstanceKey } = found.instance;
  const assigned = assignBusinessId(engine, { processInstanceKey, businessId: command.businessId });
  if (!assigned.ok) return { ok: false, rejection: { ...assigned.rejection, intent: 'COMPLETE' } };
  const completed = completeFound(engine, found, command);
  if (!completed.ok) unassignBusinessId(engine, processInstanceKey);
  return completed;
}

export function completeJob(engine: Engine, command: CompleteJobCommand): Result<void> {
  const found = findJob(engine, command, { intent: 'COMPLETE', wish: 'complete' });
  if (!found.ok) return found;
  const { businessId } = command;
  return businessId === undefined
    ? completeFound(engine, found, command)
    : completeWithBusinessId(engine, found, { ...command, businessId });
}

export function failJob(engine: Engine, command: FailJobCommand): Result<void> {
  const { jobKey, retries, errorMessage = '', retryBackoffMs = 0, variables = NO_VARIABLES } = command;
  const found = findJob(engine, command, { intent: 'FAIL', wish: 'fail' });
  if (!found.ok) return found;
  const { job, instance } = found;
  job.retries = retries;
  engine.counts.jobsFailed += 1;
  job.failures += 1;
  noteJobFailure(engine, job, { event: 'FAILED', errorMessage });
  setLocalVariables(instance, variables);
  noteVariables(engine, instance);
  if (retries <= 0) {
    stopJob(engine, job, 'FAILED');
    const message = errorMessage || 'No more retries left.';
    raiseIncident(engine, instance, { type: noRetriesType(job.kind), message, step: 'job', jobKey });
  } else if (retryBackoffMs > 0) {
    stopJob(engine, job, 'FAILED');
    job.availableAt = engine.clock.now() + retryBackoffMs;
    engine.schedule.add({ kind: 'jobBackoff', key: job.key, at: job.availableAt });
  } else {
    releaseJob(engine, job);
  }
  return succeed(undefined);
}

export function throwError(engine: Engine, command: ThrowErrorCommand): Result<void> {
  const { jobKey, errorCode, errorMessage = '', variables = NO_VARIABLES } = command;
  const found = findJob(engine, command, { intent: 'THROW_ERROR', wish: 'throw an error for' });
  if (!found.ok) return found;
  const { job, instance } = found;
  if (job.listenerEventType)
    return reject(
      'INVALID_STATE',
      'THROW_ERROR',
      `Expected to throw an error for job with key '${jobKey}', but a listener cannot throw BPMN errors`,
    );
  noteJobFailure(engine, job, { event: 'ERROR_THROWN', errorMessage, errorCode });
  const thrown = throwToCatcher(engine, instance, { kind: 'error', code: errorCode, variables });
  if (thrown.caught) {
    endJob(engine, job, 'ERROR_THROWN');
    instance.jobKey = null;
    return succeed(undefined);
  }
  stopJob(engine, job, 'ERROR_THROWN');
  const message = describeUncaught({ errorCode, errorMessage, available: thrown.available });
  raiseIncident(engine, instance, { type: 'UNHANDLED_ERROR_EVENT', message, step: 'job', jobKey });
  return succeed(undefined);
}
