import type { UntypedServiceImplementation } from '@grpc/grpc-js';
import { describeTopology } from '../describe-topology.ts';
import type { GatewayContext } from './gateway-context.ts';
import { emptyRequest } from './request-messages.ts';
import { toUnaryHandler } from './unary-handler.ts';

export function createTopologyCall({ address }: GatewayContext): UntypedServiceImplementation {
  return {
    Topology: toUnaryHandler(emptyRequest, () =>
      describeTopology(address(), { role: 'LEADER', health: 'HEALTHY' }),
    ),
  };
}
