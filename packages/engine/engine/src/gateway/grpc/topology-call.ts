import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import { describeTopology } from '../describe-topology.ts';
import type { GatewayContext } from './gateway-context.ts';
import { emptyRequest } from './request-messages.ts';
import { createUnaryHandler } from './unary-handler.ts';

export function createTopologyCall({ address }: GatewayContext): UntypedServiceImplementation {
  return {
    Topology: createUnaryHandler(emptyRequest, () =>
      describeTopology(address(), { role: 'LEADER', health: 'HEALTHY' }),
    ),
  };
}
