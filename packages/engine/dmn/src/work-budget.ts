import { FeelError } from '@jobwright/feel';

/** The time that one evaluation of a decision may take with all of its expressions. */
export interface WorkBudget {
  /** The milliseconds left. @throws FeelError when they are used up */
  remainingMs(): number;
}

export function createWorkBudget(maxMs: number): WorkBudget {
  const startedAt = performance.now();
  const cpuAtStart = process.cpuUsage();
  return {
    remainingMs() {
      const elapsed = performance.now() - startedAt;
      if (elapsed <= maxMs) return maxMs - elapsed;
      // A busy machine stops nothing: the processor time counts as well.
      const { user, system } = process.cpuUsage(cpuAtStart);
      const used = (user + system) / 1000;
      if (used > maxMs)
        throw new FeelError(
          'evaluation',
          `The evaluation was stopped: it took more than ${maxMs} milliseconds.`,
          {
            limit: 'maxMs',
          },
        );
      return maxMs - used;
    },
  };
}
