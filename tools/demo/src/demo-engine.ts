import { Camunda8 } from '@camunda8/sdk';
import { startEngine } from '@jobwright/engine';

export type EngineConfiguration = NonNullable<ConstructorParameters<typeof Camunda8>[0]>;

export interface DemoEngine {
  readonly configuration: EngineConfiguration;
  readonly client: ReturnType<Camunda8['getZeebeGrpcApiClient']>;
  /** The element and the text of an incident, where the engine can tell. */
  readonly findIncident?: () => string | undefined;
  close(): Promise<void>;
}

/** The cluster, or the embedded engine where there is none. */
export async function connectEngine(cluster: EngineConfiguration | undefined): Promise<DemoEngine> {
  if (cluster !== undefined) return connect(cluster, () => Promise.resolve());
  const engine = await startEngine();
  const connected = connect(
    {
      ZEEBE_GRPC_ADDRESS: `grpc://${engine.grpcAddress}`,
      ZEEBE_REST_ADDRESS: engine.restAddress,
      CAMUNDA_AUTH_STRATEGY: 'NONE',
    },
    () => engine.close(),
  );
  const findIncident = (): string | undefined => {
    const [incident] = engine.core.incidents();
    return incident && `"${incident.elementId}": ${incident.message}`;
  };
  return { ...connected, findIncident };
}

function connect(configuration: EngineConfiguration, closeEngine: () => Promise<void>): DemoEngine {
  // Creating an instance must not be tried again by the client: that would make a second one.
  const camunda8 = new Camunda8({
    ...configuration,
    CAMUNDA_LOG_LEVEL: 'none',
    zeebeGrpcSettings: {
      ...configuration.zeebeGrpcSettings,
      ZEEBE_CLIENT_LOG_LEVEL: 'NONE',
      ZEEBE_GRPC_CLIENT_RETRY: false,
    },
  });
  return {
    configuration,
    client: camunda8.getZeebeGrpcApiClient(),
    async close() {
      await camunda8.closeAllClients();
      await closeEngine();
    },
  };
}
