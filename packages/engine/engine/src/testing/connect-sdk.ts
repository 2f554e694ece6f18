import { Camunda8 } from '@camunda8/sdk';
import type { EmbeddedEngine } from '../embedded-engine.ts';

export type SdkGrpcClient = ReturnType<Camunda8['getZeebeGrpcApiClient']>;

/** Camunda's own client, configured as its users do; nothing comes from the environment. */
export function connectSdk(engine: EmbeddedEngine): Camunda8 {
  return new Camunda8({
    ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
    ZEEBE_REST_ADDRESS: engine.restAddress,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_LOG_LEVEL: 'none',
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
  });
}
