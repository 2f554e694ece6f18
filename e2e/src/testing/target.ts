import { Camunda8 } from '@camunda8/sdk';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import type { BrokerAddresses } from '@jobwright/vitest-config';
import { inject } from 'vitest';

/** The engine a test runs on, reached as any client reaches it. */
export interface Target {
  readonly name: 'embedded' | 'camunda8';
  readonly configuration: NonNullable<ConstructorParameters<typeof Camunda8>[0]>;
  /** The same for a process of its own. */
  readonly environment: Readonly<Record<string, string>>;
  /** An unmodified client of @camunda8/sdk. */
  readonly client: ReturnType<Camunda8['getZeebeGrpcApiClient']>;
  readonly restAddress: string;
  /** How many incidents there were since the engine started. */
  countIncidents(): Promise<number>;
  close(): Promise<void>;
}

export async function connectTarget(): Promise<Target> {
  const addresses = inject('camunda8');
  return addresses === undefined ? connectEmbedded(await startEngine()) : connectCamunda8(addresses);
}

function connectEmbedded(engine: EmbeddedEngine): Target {
  const seen = new Set<string>();
  const target = toTarget('embedded', engine, () => {
    for (const { key } of engine.core.incidents()) seen.add(key);
    return Promise.resolve(seen.size);
  });
  return {
    ...target,
    async close() {
      await target.close();
      await engine.close();
    },
  };
}

function connectCamunda8(addresses: BrokerAddresses): Target {
  const url = `${addresses.managementAddress}/actuator/prometheus?includedNames=zeebe_incident_events_total`;
  return toTarget('camunda8', addresses, async () => {
    const text = await (await fetch(url)).text();
    const created = text.split('\n').filter((line) => line.includes('action="created"'));
    return created.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0);
  });
}

function toTarget(
  name: Target['name'],
  { grpcAddress, restAddress }: { readonly grpcAddress: string; readonly restAddress: string },
  countIncidents: Target['countIncidents'],
): Target {
  const configuration = {
    ZEEBE_GRPC_ADDRESS: `grpc://${grpcAddress}`,
    ZEEBE_REST_ADDRESS: restAddress,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_LOG_LEVEL: 'none',
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
  } as const;
  const camunda8 = new Camunda8(configuration);
  return {
    name,
    configuration,
    environment: {
      ZEEBE_GRPC_ADDRESS: configuration.ZEEBE_GRPC_ADDRESS,
      ZEEBE_REST_ADDRESS: restAddress,
      CAMUNDA_AUTH_STRATEGY: 'NONE',
    },
    client: camunda8.getZeebeGrpcApiClient(),
    restAddress,
    countIncidents,
    close: () => camunda8.closeAllClients(),
  };
}
