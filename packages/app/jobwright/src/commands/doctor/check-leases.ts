import { ClusterCallError } from '@jobwright/camunda8';
import { type Check, warn } from './check.ts';
import type { ClusterParts } from './check-cluster.ts';

const FLEET =
  'a leased job is never given to a worker without leases again: all workers of a job type must use them, and turning them off leaves leased jobs to nobody';

/** Says what leases mean where they are on, and whether the cluster has them. */
export const checkLeases = ({ cluster, timeoutMs }: ClusterParts): Check => ({
  name: 'leases',
  async run(signal) {
    try {
      const { gatewayVersion } = await cluster.topology({ timeoutMs, signal });
      if (!hasLeases(gatewayVersion))
        return warn(
          `jobs.lease is on, but Camunda ${gatewayVersion} has no leases: jobs are processed without them`,
          'use Camunda 8.10 or later, or set jobs.lease to off',
        );
    } catch (error) {
      if (!(error instanceof ClusterCallError)) throw error;
    }
    return warn(`jobs.lease is on: ${FLEET}`, 'leave it on as long as leased jobs are open');
  },
});

/** From 8.10 on. A version that cannot be read is taken to have them. */
function hasLeases(version: string): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined) return true;
  return Number(major) > 8 || (Number(major) === 8 && Number(minor) >= 10);
}
