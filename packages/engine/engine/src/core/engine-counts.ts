/** What has happened since the engine started, however it has ended since. */
export interface EngineCounts {
  readonly jobsCreated: number;
  readonly jobsCompleted: number;
  /** Failures that workers told, whether retries are left or not. */
  readonly jobsFailed: number;
  /** Jobs whose worker let the deadline pass. */
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
