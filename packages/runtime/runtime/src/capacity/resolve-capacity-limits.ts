import type { Connector } from '@jobwright/connector-sdk';
import type { CapacityLimits } from './capacity-pool.ts';
import { expectCount } from './expect-count.ts';

const DEFAULT_JOBS_PER_CONNECTOR = 128;

/** The options of a runtime that limit its jobs. */
export interface CapacityOptions {
  readonly connectors: readonly Pick<Connector, 'type'>[];
  readonly maxConcurrentJobs?: number;
  readonly maxJobsPerConnector?: number | Readonly<Record<string, number>>;
  readonly maxHeldBytes?: number;
}

/** @throws Error that names the option and what it accepts */
export function resolveCapacityLimits({
  connectors,
  maxConcurrentJobs = 256,
  maxJobsPerConnector = DEFAULT_JOBS_PER_CONNECTOR,
  maxHeldBytes = 50_000_000,
}: CapacityOptions): CapacityLimits {
  const perConnector =
    typeof maxJobsPerConnector === 'number' ? [maxJobsPerConnector] : Object.values(maxJobsPerConnector);
  for (const limit of perConnector) expectCount('maxJobsPerConnector', limit);
  return {
    types: connectors.map(({ type }) => type),
    maxConcurrentJobs: expectCount('maxConcurrentJobs', maxConcurrentJobs),
    maxJobsOf: (type) =>
      typeof maxJobsPerConnector === 'number'
        ? maxJobsPerConnector
        : (maxJobsPerConnector[type] ?? DEFAULT_JOBS_PER_CONNECTOR),
    maxHeldBytes: expectCount('maxHeldBytes', maxHeldBytes),
  };
}
