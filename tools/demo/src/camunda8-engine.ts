import { camunda8 } from '@jobwright/camunda8';
import { Camunda8 } from '@camunda8/sdk';
import { startEngine } from '@jobwright/engine';
import type { DemoEngine } from './demo-engine.ts';
import { readOnboardingProcess } from './onboarding-process.ts';

export type EngineConfiguration = NonNullable<ConstructorParameters<typeof Camunda8>[0]>;

const requestTimeout = 60_000;

/** The cluster, or the embedded engine where there is none. */
export async function connectCamunda8(cluster: EngineConfiguration | undefined): Promise<DemoEngine> {
  if (cluster !== undefined) return connect(cluster, () => Promise.resolve());
  const engine = await startEngine();
  const connected = connect(
    {
      ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
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
  const sdk = new Camunda8({
    ...configuration,
    CAMUNDA_LOG_LEVEL: 'none',
    zeebeGrpcSettings: {
      ...configuration.zeebeGrpcSettings,
      ZEEBE_CLIENT_LOG_LEVEL: 'NONE',
      ZEEBE_GRPC_CLIENT_RETRY: false,
    },
  });
  const client = sdk.getZeebeGrpcApiClient();
  return {
    cluster: camunda8({ settings: configuration }),
    async deployProcess() {
      const process = Buffer.from(await readOnboardingProcess('camunda8'));
      await client.deployResource({ process, name: 'customer-onboarding.bpmn' });
    },
    async runInstance(variables) {
      const ended = await client.createProcessInstanceWithResult({
        bpmnProcessId: 'customer-onboarding',
        variables: { ...variables },
        requestTimeout,
      });
      return ended.variables;
    },
    async close() {
      await sdk.closeAllClients();
      await closeEngine();
    },
  };
}
