import type { Engine } from './engine.ts';
import type { Job, JobEvent } from './engine-state.ts';

/** Notes what happened to a job, for those who look at it. */
export function noteJobEvent({ clock }: Pick<Engine, 'clock'>, job: Job, event?: JobEvent): void {
  job.updatedAt = clock.now();
  if (event !== undefined) job.lastEvent = event;
}

/** Notes that a worker could not do a job. */
export function noteJobFailure(
  engine: Pick<Engine, 'clock'>,
  job: Job,
  {
    event,
    ...error
  }: {
    readonly event: 'FAILED' | 'ERROR_THROWN';
    readonly errorMessage: string;
    readonly errorCode?: string;
  },
): void {
  noteJobEvent(engine, job, event);
  job.failedAt = engine.clock.now();
  job.hasFailedWithRetriesLeft = job.retries > 0;
  job.errorMessage = error.errorMessage;
  if (error.errorCode !== undefined) job.errorCode = error.errorCode;
}
