import { type Logger, noTrace } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import type { ActivatedJob } from '../job.ts';
import { toJobLogFields } from './job-log-fields.ts';
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
      logger.error({ ...toJobLogFields(job), error }, 'An observer of jobs failed');
      return undefined;
    }
  };
  const observations = observers.flatMap((observer) => safely(() => observer.activated(job)) ?? []);
  const all = (tell: (observation: JobObservation) => void): void => {
    for (const observation of observations) safely(() => tell(observation));
  };
  return {
    trace: observations.find(({ trace }) => trace !== undefined)?.trace ?? noTrace,
    logFields: toLogFields(observations),
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

function toLogFields(observations: readonly JobObservation[]): Readonly<Record<string, string>> {
  let fields = nobody.logFields;
  for (const { logFields } of observations) if (logFields !== undefined) fields = { ...fields, ...logFields };
  return fields;
}

/** Tells observers which job types there are. */
export function tellTypes(
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
