import { toTls } from '../cluster/to-tls.ts';
import { readSdkConfiguration } from './sdk-configuration.ts';
import { takeSdkStub, type ZeebeGrpcClient } from './sdk-stub.ts';
import { createTransport } from './transport.ts';
import { createZeebeGateway, type ZeebeGateway } from './zeebe-gateway.ts';

/** The gateway that a client of `@camunda8/sdk` is connected to. */
export async function attachGateway(client: ZeebeGrpcClient): Promise<ZeebeGateway> {
  const transport = createTransport(await takeSdkStub(client));
  const configuration = readSdkConfiguration(Reflect.get(client, 'config'));
  return createZeebeGateway(transport, {
    restAddress: configuration.ZEEBE_REST_ADDRESS,
    tls: toTls(configuration),
    tenantId: configuration.CAMUNDA_TENANT_ID ?? '<default>',
  });
}
