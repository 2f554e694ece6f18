import { checkUpdatingLease } from './check-lease.ts';
import type { Rejection, Result } from './commands.ts';
import type { Engine } from './engine.ts';
import type { Job } from './engine-state.ts';
import { noteJobEvent } from './note-job-event.ts';
import { reject, succeed } from './result.ts';
import type {
  UpdateJobCommand,
  UpdateJobPriorityCommand,
  UpdateJobRetriesCommand,
  UpdateJobTimeoutCommand,
} from './update-job-commands.ts';

type FoundJob =
  { readonly ok: true; readonly job: Job } | { readonly ok: false; readonly rejection: Rejection };

function findJob(engine: Engine, { jobKey, jobLeaseToken }: UpdateJobCommand, intent: string): FoundJob {
  const job = engine.state.jobs.get(jobKey);
  if (!job)
    return reject(
      'NOT_FOUND',
      intent,
      `Expected to update job with key '${jobKey}', but no such job was found`,
    );
  const lease = checkUpdatingLease({ job, jobLeaseToken, intent });
  return lease.ok ? { ok: true, job } : lease;
}

/** Retries alone do not bring a job back; resolving its incident does. */
export function updateJobRetries(engine: Engine, command: UpdateJobRetriesCommand): Result<void> {
  const found = findJob(engine, command, 'UPDATE_RETRIES');
  if (!found.ok) return found;
  const { jobKey, retries } = command;
  if (retries < 1)
    return reject(
      'INVALID_ARGUMENT',
      'UPDATE_RETRIES',
      `Expected to update retries for job with key '${jobKey}' with a positive amount of retries, but the amount given was '${retries}'`,
    );
  found.job.retries = retries;
  noteJobEvent(engine, found.job, 'RETRIES_UPDATED');
  return succeed(undefined);
}

/** The new deadline counts from now; a timeout of 0 or less gives the job back at once. */
export function updateJobTimeout(engine: Engine, command: UpdateJobTimeoutCommand): Result<void> {
  const found = findJob(engine, command, 'UPDATE_TIMEOUT');
  if (!found.ok) return found;
  const { job } = found;
  if (job.deadline === null)
    return reject(
      'INVALID_STATE',
      'UPDATE_TIMEOUT',
      `Expected to update the timeout of job with key '${job.key}', but it is not active`,
    );
  const deadline = engine.clock.now() + command.timeoutMs;
  noteJobEvent(engine, job);
  if (deadline === job.deadline) return succeed(undefined);
  job.deadline = deadline;
  engine.schedule.noteDead();
  engine.schedule.add({ kind: 'jobDeadline', key: job.key, at: deadline });
  return succeed(undefined);
}

/** A job that waits gets its new position at once. */
export function updateJobPriority(engine: Engine, command: UpdateJobPriorityCommand): Result<void> {
  const found = findJob(engine, command, 'UPDATE');
  if (!found.ok) return found;
  const { job } = found;
  noteJobEvent(engine, job);
  if ((job.priority ?? 0) === command.priority) return succeed(undefined);
  if (command.priority === 0) delete job.priority;
  else job.priority = command.priority;
  if (job.state === 'ACTIVATABLE') engine.jobQueues.requeue(job);
  return succeed(undefined);
}
