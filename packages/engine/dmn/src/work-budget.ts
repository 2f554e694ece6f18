import { FeelError, isOver, startStopwatch, type Stopwatch } from '@jobwright/feel';

/** The time that one evaluation of a decision may take with all of its expressions. */
export interface WorkBudget {
  /** Runs since the beginning of the evaluation. */
  readonly stopwatch: Stopwatch;
  /** @throws FeelError when the time is used up */
  check(): void;
}

export function createWorkBudget(maxMs: number): WorkBudget {
  const stopwatch = startStopwatch();
  return {
    stopwatch,
    check() {
      if (!isOver(stopwatch, performance.now() - stopwatch.startedAt, maxMs)) return;
      const message = `The evaluation was stopped: it took more than ${maxMs} milliseconds.`;
      throw new FeelError('evaluation', message, { limit: 'maxMs' });
    },
  };
}
