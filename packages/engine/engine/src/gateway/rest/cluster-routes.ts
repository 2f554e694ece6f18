import type { FastifyInstance } from 'fastify';
import { DEFAULT_PHYSICAL_TENANT } from '../../core/engine-core.ts';
import { describeTopology } from '../describe-topology.ts';
import { Problem } from './problem.ts';
import { refusePath } from './refuse-path.ts';
import { UNAVAILABLE } from './unavailable.ts';

/**
 * The endpoints of the Camunda 8 REST API about the whole cluster: those that the engine has, and why it has
 * not the others.
 */
export function addClusterRoutes(
  server: FastifyInstance,
  gateway: { readonly host: string; readonly port: number },
  physicalTenantIds: readonly string[],
): void {
  server.get('/cluster/v2/status', () => ({ status: 'HEALTHY' }));
  server.get('/cluster/v2/status/upgrade', () => ({ status: 'MIGRATED' }));
  server.get('/cluster/v2/topology', () => {
    const topology = describeTopology(gateway, { role: 'leader', health: 'healthy', state: 'active' });
    const { clusterSize, gatewayVersion, partitionsCount, replicationFactor } = topology;
    const brokers = topology.brokers.map(({ nodeId, ...broker }) => ({
      ...broker,
      brokerId: String(nodeId),
    }));
    return {
      brokers: brokers.map(({ brokerId, host, port, version }) => ({ brokerId, host, port, version })),
      clusterId: null,
      clusterSize,
      gatewayVersion,
      physicalTenants: [DEFAULT_PHYSICAL_TENANT, ...physicalTenantIds].map((physicalTenantId) => ({
        physicalTenantId,
        partitionsCount,
        replicationFactor,
        lastCompletedChangeId: '-1',
        brokers: brokers.map(({ brokerId, partitions }) => ({ brokerId, partitions })),
      })),
    };
  });
  for (const { paths, reason } of UNAVAILABLE)
    for (const path of paths)
      refusePath(server, path, () => new Problem(501, `The embedded engine ${reason}`));
}
