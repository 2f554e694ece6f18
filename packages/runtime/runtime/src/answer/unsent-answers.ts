import type { JobOutcome } from '../job.ts';

/** Answers that could not be given: the engine hands the job out again, but its effect has happened. */
export interface UnsentAnswers {
  keep(jobKey: string, outcome: JobOutcome): void;
  /** The answer of an earlier delivery; it is then no longer kept. */
  take(jobKey: string): JobOutcome | undefined;
}

const MAX_KEPT = 1_000;
const MAX_BYTES = 20_000_000;

/** Bounded: the oldest are forgotten, and their jobs run again, as after a crash. */
export function createUnsentAnswers(): UnsentAnswers {
  const kept = new Map<string, JobOutcome>();
  let bytes = 0;
  const take = (jobKey: string): JobOutcome | undefined => {
    const outcome = kept.get(jobKey);
    if (outcome === undefined) return undefined;
    kept.delete(jobKey);
    bytes -= outcome.variables.length;
    return outcome;
  };
  return {
    take,
    keep(jobKey, outcome) {
      take(jobKey);
      kept.set(jobKey, outcome);
      bytes += outcome.variables.length;
      for (const oldest of kept.keys()) {
        if (kept.size <= MAX_KEPT && bytes <= MAX_BYTES) return;
        take(oldest);
      }
    },
  };
}
