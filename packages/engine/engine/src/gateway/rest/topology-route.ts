import type { FastifyInstance } from 'fastify';
import { describeTopology } from '../describe-topology.ts';

/** The topology of the Camunda 8 REST API, which says more than that of gRPC. */
export function addTopologyRoute(
  server: FastifyInstance,
  gateway: { readonly host: string; readonly port: number },
): void {
  server.get('/v2/topology', () => {
    const topology = describeTopology(gateway, { role: 'leader', health: 'healthy', state: 'active' });
    return {
      ...topology,
      brokers: topology.brokers.map((broker) => ({ ...broker, brokerId: String(broker.nodeId) })),
      clusterId: null,
      lastCompletedChangeId: '-1',
    };
  });
}
