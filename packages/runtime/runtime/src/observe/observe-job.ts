import { type Logger, noTrace } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import type { ActivatedJob } from '../job.ts';
import { jobLogFields } from './job-log-fields.ts';
import type { JobObservation, JobObserver } from './job-observer.ts';

const nobody: Required<JobObservation> = Object.freeze({
  trace: noTrace,
  logFields: Object.freeze({}),
  started: () => undefined,
  run: <Answer>(work: () => Promise<Answer>) => work(),
  secret: () => undefined,
  completes: () => undefined,
  ended: () => undefined,
});

/** Reports one job to all observers. A mistake in one of them reaches neither the job nor the others. */
export function observeJob(
  job: ActivatedJob,
  observers: readonly JobObserver[],
  logger: Logger,
): Required<JobObservation> {
  if (observers.length === 0) return nobody;
  const safely = <Value>(report: () => Value): Value | undefined => {
    try {
      return report();
    } catch (error) {
      logger.error({ ...jobLogFields(job), error }, 'An observer of jobs failed');
      return undefined;
    }
  };
  const observations = observers.flatMap((observer) => safely(() => observer.activated(job)) ?? []);
  const all = (report: (observation: JobObservation) => void): void => {
    for (const observation of observations) safely(() => report(observation));
  };
  return {
    trace: observations.find(({ trace }) => trace !== undefined)?.trace ?? noTrace,
    logFields: mergeLogFields(observations),
    started: () => all((observation) => observation.started?.()),
    run: (work) =>
      observations.reduceRight((inner, observation) => () => observation.run?.(inner) ?? inner(), work)(),
    secret: (name, result) => all((observation) => observation.secret?.(name, result)),
    completes() {
      let variables: JsonObject | undefined;
      all((observation) => {
        const own = observation.completes?.();
        if (own !== undefined) variables = { ...own, ...variables };
      });
      return variables;
    },
    ended: (end) => all((observation) => observation.ended?.(end)),
  };
}

function mergeLogFields(observations: readonly JobObservation[]): Readonly<Record<string, string>> {
  let fields = nobody.logFields;
  for (const { logFields } of observations) if (logFields !== undefined) fields = { ...fields, ...logFields };
  return fields;
}

/** Gives observers the job types that are served. */
export function announceTypes(
  types: readonly string[],
  { observers, logger }: { readonly observers: readonly JobObserver[]; readonly logger: Logger },
): void {
  for (const observer of observers) {
    try {
      observer.serves?.(types);
    } catch (error) {
      logger.error({ error }, 'An observer of jobs failed');
    }
  }
}
