import type { Key, Result } from './commands.ts';
import type { Engine } from './engine.ts';
import { reject, succeed } from './result.ts';

/** Retries alone do not bring a job back; resolving its incident does. */
export function updateJobRetries(
  engine: Engine,
  { jobKey, retries }: { readonly jobKey: Key; readonly retries: number },
): Result<void> {
  const job = engine.state.jobs.get(jobKey);
  if (!job)
    return reject(
      'NOT_FOUND',
      'UPDATE_RETRIES',
      `Expected to update job with key '${jobKey}', but no such job was found`,
    );
  if (retries < 1)
    return reject(
      'INVALID_ARGUMENT',
      'UPDATE_RETRIES',
      `Expected to update retries for job with key '${jobKey}' with a positive amount of retries, but the amount given was '${retries}'`,
    );
  job.retries = retries;
  return succeed(undefined);
}

/** The new deadline counts from now; a timeout of 0 or less gives the job back at once. */
export function updateJobTimeout(
  engine: Engine,
  { jobKey, timeoutMs }: { readonly jobKey: Key; readonly timeoutMs: number },
): Result<void> {
  const job = engine.state.jobs.get(jobKey);
  if (!job)
    return reject(
      'NOT_FOUND',
      'UPDATE_TIMEOUT',
      `Expected to update job with key '${jobKey}', but no such job was found`,
    );
  if (job.deadline === null)
    return reject(
      'INVALID_STATE',
      'UPDATE_TIMEOUT',
      `Expected to update the timeout of job with key '${jobKey}', but it is not active`,
    );
  const deadline = engine.clock.now() + timeoutMs;
  if (deadline === job.deadline) return succeed(undefined);
  job.deadline = deadline;
  engine.schedule.noteDead();
  engine.schedule.add({ kind: 'jobDeadline', key: job.key, at: deadline });
  return succeed(undefined);
}
