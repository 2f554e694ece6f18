import { Camunda8 } from '@camunda8/sdk';
import { TRANSPORT_VARIABLE } from './jobs-address.ts';

export type ClientConfiguration = NonNullable<ConstructorParameters<typeof Camunda8>[0]>;

/** What an engine is found by: the settings of a client, or the environment of a process of its own. */
export const toEnvironment = ({
  grpcAddress,
  restAddress,
}: {
  readonly grpcAddress: string;
  readonly restAddress: string;
}): Readonly<Record<string, string>> => ({
  ZEEBE_GRPC_ADDRESS: grpcAddress,
  ZEEBE_REST_ADDRESS: restAddress,
  CAMUNDA_AUTH_STRATEGY: 'NONE',
  ...chosenTransport(),
});

/** A process of its own has the transport that the tests have. */
function chosenTransport(): Readonly<Record<string, string>> {
  const transport = process.env[TRANSPORT_VARIABLE];
  return transport === undefined ? {} : { [TRANSPORT_VARIABLE]: transport };
}

/** An unmodified client of @camunda8/sdk, which neither logs nor tries again. */
export function connectClient(environment: Readonly<Record<string, string>>) {
  const configuration: ClientConfiguration = {
    ...environment,
    CAMUNDA_LOG_LEVEL: 'none',
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
  };
  const camunda8 = new Camunda8(configuration);
  return { camunda8, configuration, environment, client: camunda8.getZeebeGrpcApiClient() };
}
