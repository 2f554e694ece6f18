import type { Engine } from './engine.ts';
import type { ElementInstance, Job, JobState } from './engine-state.ts';
import { recordJobEnd } from './history.ts';

/**
 * Clears a job's deadline and backoff and sets its state; reports dead entries to the schedule and the queue.
 */
function moveJob(engine: Engine, job: Job, state: JobState | 'GONE'): void {
  const wasQueued = job.state === 'ACTIVATABLE';
  const deadEntries = (job.deadline === null ? 0 : 1) + (job.availableAt === null ? 0 : 1);
  job.deadline = null;
  job.availableAt = null;
  if (state === 'GONE') engine.state.jobs.delete(job.key);
  else job.state = state;
  for (let index = 0; index < deadEntries; index += 1) engine.schedule.noteDead();
  if (wasQueued && state !== 'ACTIVATABLE') engine.jobQueues.noteDead(job);
}

/** Makes an activated, backing-off or stopped job available. */
export function releaseJob(engine: Engine, job: Job): void {
  const wasQueued = job.state === 'ACTIVATABLE';
  moveJob(engine, job, 'ACTIVATABLE');
  job.worker = '';
  if (!wasQueued) engine.jobQueues.offer(job);
}

/** Takes a job from its worker or its queue until it is released. */
export function stopJob(engine: Engine, job: Job, state: 'FAILED' | 'ERROR_THROWN'): void {
  moveJob(engine, job, state);
}

export function endJob(engine: Engine, job: Job, state: Parameters<typeof recordJobEnd>[2]): void {
  recordJobEnd(engine, job, state);
  moveJob(engine, job, 'GONE');
}

/** Removes a job that is no longer wanted. */
export function cancelJob(engine: Engine, job: Job): void {
  endJob(engine, job, 'CANCELED');
}

/** Removes a job that its worker has done. */
export function finishJob(engine: Engine, job: Job, instance: ElementInstance): void {
  endJob(engine, job, 'COMPLETED');
  engine.counts.jobsCompleted += 1;
  instance.jobKey = null;
}
