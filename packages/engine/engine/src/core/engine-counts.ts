/** Counts of events since the engine started. */
export interface EngineCounts {
  readonly jobsCreated: number;
  readonly jobsCompleted: number;
  /** Failures reported by workers, with or without retries left. */
  readonly jobsFailed: number;
  /** Jobs whose deadline passed. */
  readonly jobsTimedOut: number;
  readonly instancesCompleted: number;
  readonly incidentsCreated: number;
}

export type CountedEvents = { -readonly [Name in keyof EngineCounts]: number };

export function createCounts(): CountedEvents {
  return {
    jobsCreated: 0,
    jobsCompleted: 0,
    jobsFailed: 0,
    jobsTimedOut: 0,
    instancesCompleted: 0,
    incidentsCreated: 0,
  };
}
