/** A job type and how many jobs of it may be asked for. */
export interface FreeType {
  readonly jobType: string;
  readonly capacity: number;
}

/** What the next poll asks for. */
export interface PollPlan {
  readonly jobTypes: readonly string[];
  readonly maxTasks: number;
}

/**
 * One poll for all job types with free capacity. It may bring tasks of one type alone, so it asks for no more
 * than the smallest capacity among its types: no task is ever taken that there is no room for. While there is
 * a backlog, a type with little room would slow down the others: then only types with at least half the
 * capacity of the largest share a poll, and the others get their own.
 */
export function planPoll(free: readonly FreeType[], hasBacklog: boolean): PollPlan {
  const largest = Math.max(...free.map(({ capacity }) => capacity));
  const chosen = hasBacklog ? free.filter(({ capacity }) => capacity * 2 >= largest) : free;
  return {
    jobTypes: chosen.map(({ jobType }) => jobType),
    maxTasks: Math.min(...chosen.map(({ capacity }) => capacity)),
  };
}
