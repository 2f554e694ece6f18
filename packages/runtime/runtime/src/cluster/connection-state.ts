import { toErrorMessage } from '@jobwright/concurrency';
import type { Logger } from '@jobwright/connector-sdk';

/** Whether jobs can be fetched from the engine, over all job types. */
export interface ConnectionState {
  /** False while jobs of no type at all can be fetched. */
  readonly isUp: boolean;
  /** The engine answered, with this many jobs. */
  up(jobType: string, jobs: number): void;
  /** The call for jobs failed. */
  down(jobType: string, error: unknown): void;
}

/**
 * A gateway whose brokers are not up yet may answer without jobs: after an outage, such answers count when
 * they last.
 */
const STEADY_MS = 3_000;

/** Logs one line for each change, whatever happens in between. */
export function createConnectionState(jobTypes: readonly string[], logger: Logger): ConnectionState {
  const failing = new Set<string>();
  /** Since when the engine answers, for job types that failed before. */
  const answeringSince = new Map<string, number>();
  return {
    get isUp() {
      return failing.size < jobTypes.length;
    },
    up(jobType, jobs) {
      if (!failing.has(jobType)) return;
      const since = answeringSince.get(jobType) ?? performance.now();
      answeringSince.set(jobType, since);
      if (jobs === 0 && performance.now() - since < STEADY_MS) return;
      answeringSince.delete(jobType);
      failing.delete(jobType);
      if (failing.size === 0) logger.info({}, 'The engine answers again');
    },
    down(jobType, error) {
      answeringSince.delete(jobType);
      if (failing.size === 0)
        logger.warn({ jobType, reason: toErrorMessage(error) }, 'The engine does not deliver jobs; retrying');
      failing.add(jobType);
    },
  };
}
