import type { Connector } from '@jobwright/connector-sdk';
import type { JobStatistics } from './job-statistics.ts';

/** Pauses connectors. */
export interface ConnectorPauses {
  /** Whether `pause` was called for the type, and `resume` was not called since. */
  isPaused(type: string): boolean;
  /** Takes no more jobs of a type until `resume`; those in flight go on. */
  pause(type: string): void;
  /** Takes jobs of a type again. */
  resume(type: string): void;
}

/** Counts the jobs of connectors that run, and pauses them. */
export interface ConnectorControl extends ConnectorPauses {
  readonly connectors: readonly Connector[];
  /** How many jobs of a type may be in flight at a time. */
  limitOf(type: string): number;
  /**
   * How many jobs of a type an adapter may ask the engine for now; 0 while the type is paused or the runtime
   * drains.
   */
  freeCapacity(type: string): number;
  /** How jobs ended, by job type, since the start. */
  statistics(): Readonly<Record<string, JobStatistics>>;
  /** Jobs of a type in flight: waiting to run, running, or being answered. */
  jobsInFlight(type: string): number;
  /** Bytes of the variables and headers of those jobs; of all types together when none is given. */
  bytesInFlight(type?: string): number;
}
