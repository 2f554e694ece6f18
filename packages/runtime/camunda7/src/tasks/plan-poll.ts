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

/** How much capacity is waited for before a poll, so that one poll asks for all of it. */
export interface Gathering {
  readonly timeoutMs: number;
  /** Of what each job type could have free, from 0 to 1. */
  readonly part: number;
}

const GATHER_MS = 5;
const MAX_GATHER_MS = 200;

/**
 * What becomes free together is asked for together. While there is a backlog of all that is free, a poll for
 * a few tasks costs an engine under load about as much as one for many: then half the time is waited that the
 * last one took, which is little where the engine is quick. `backlogMs` is, for each job type with free
 * capacity, how long its last poll took, and `undefined` for one without a backlog.
 */
export function planGathering(backlogMs: readonly (number | undefined)[]): Gathering {
  const pollsMs = backlogMs.filter((pollMs) => pollMs !== undefined);
  if (pollsMs.length < backlogMs.length) return { timeoutMs: GATHER_MS, part: 1 / 4 };
  const timeoutMs = Math.min(Math.max(...pollsMs, 0) / 2, MAX_GATHER_MS);
  return { timeoutMs: Math.max(timeoutMs, GATHER_MS), part: 1 / 3 };
}
