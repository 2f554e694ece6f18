import type { Logger } from '@jobwright/connector-sdk';
import type { ActivatedJob } from '../job.ts';
import type { JobObservation, JobObserver } from './job-observer.ts';

const nobody: Required<JobObservation> = Object.freeze({
  started: () => undefined,
  run: <Answer>(work: () => Promise<Answer>) => work(),
  secret: () => undefined,
  ended: () => undefined,
});

/** What all observers are told of one job, so that a mistake in one of them neither reaches the job nor the others. */
export function observeJob(
  job: ActivatedJob,
  observers: readonly JobObserver[],
  logger: Logger,
): Required<JobObservation> {
  if (observers.length === 0) return nobody;
  const safely = <Value>(tell: () => Value): Value | undefined => {
    try {
      return tell();
    } catch (error) {
      logger.error({ jobKey: job.key, jobType: job.type, error }, 'An observer of jobs failed');
      return undefined;
    }
  };
  const observations = observers.flatMap((observer) => safely(() => observer.activated(job)) ?? []);
  const all = (tell: (observation: JobObservation) => void): void => {
    for (const observation of observations) safely(() => tell(observation));
  };
  return {
    started: () => all((observation) => observation.started?.()),
    run: (work) =>
      observations.reduceRight((inner, observation) => () => observation.run?.(inner) ?? inner(), work)(),
    secret: (name, result) => all((observation) => observation.secret?.(name, result)),
    ended: (end) => all((observation) => observation.ended?.(end)),
  };
}
