import { createLruCache } from '@jobwright/concurrency';
import type { JobOutcome } from '../job.ts';

/** Answers that could not be given: the engine hands the job out again, but its effect has happened. */
export interface UnsentAnswers {
  keep(jobKey: string, outcome: JobOutcome): void;
  /** The answer of an earlier delivery; it is then no longer kept. */
  take(jobKey: string): JobOutcome | undefined;
}

const MAX_KEPT = 1_000;
const MAX_CHARACTERS = 20_000_000;

/** Bounded: the oldest are forgotten, and their jobs run again, as after a crash. */
export function createUnsentAnswers(): UnsentAnswers {
  const kept = createLruCache<JobOutcome>({ maxEntries: MAX_KEPT, maxWeight: MAX_CHARACTERS });
  return {
    keep: (jobKey, outcome) => kept.set(jobKey, outcome, { weight: outcome.variables.length }),
    take(jobKey) {
      const outcome = kept.peek(jobKey);
      if (outcome !== undefined) kept.delete(jobKey);
      return outcome;
    },
  };
}
