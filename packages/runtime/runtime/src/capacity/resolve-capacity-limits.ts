import type { RuntimeOptions } from '../runtime-options.ts';
import type { CapacityLimits } from './capacity-pool.ts';
import { expectCount } from './expect-count.ts';

const DEFAULT_JOBS_PER_CONNECTOR = 128;

/** @throws Error that names the option and what it accepts */
export function resolveCapacityLimits({
  connectors,
  maxConcurrentJobs = 256,
  maxJobsPerConnector = DEFAULT_JOBS_PER_CONNECTOR,
  maxHeldBytes = 50_000_000,
}: Pick<
  RuntimeOptions,
  'connectors' | 'maxConcurrentJobs' | 'maxJobsPerConnector' | 'maxHeldBytes'
>): CapacityLimits {
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
