import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Camunda8 } from '@camunda8/sdk';
import { type RunningBroker, startBroker } from '@jobwright/camunda8-broker';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { adaptExample, readExample } from '../src/testing/read-example.ts';
import { restCall } from '../src/testing/rest-call-process.ts';
import { startService } from '../src/testing/start-service.ts';
import { type RunningIdentity, startIdentity } from './testing/start-identity.ts';
import { type RunningProvider, startOidcProvider } from './testing/start-oidc-provider.ts';

let provider: RunningProvider;
let identity: RunningIdentity;
let broker: RunningBroker;

beforeAll(async () => {
  provider = await startOidcProvider();
  identity = await startIdentity({ accepts: provider.accepts, tenantIds: ['acme', 'globex', 'initech'] });
  broker = await startBroker({
    identity: { address: identity.address, issuer: provider.issuer, audience: provider.audience },
  });
});
afterAll(async () => {
  await broker.stop();
  await Promise.all([identity.stop(), provider.stop()]);
});

test('a real cluster gives the jobs of the given tenants, to whom its Identity lets have them', async () => {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(String(request.headers.authorization));
    response.setHeader('Content-Type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;

  const cluster = {
    grpcAddress: `grpc://${broker.grpcAddress}`,
    restAddress: broker.restAddress,
    auth: {
      method: 'oidc',
      tokenUrl: provider.tokenUrl,
      clientId: provider.clientId,
      clientSecret: { env: 'CLIENT_SECRET' },
    },
  };
  const service = await startService(adaptExample(readExample('cluster-access.md', 'tenants'), { cluster }), {
    CLIENT_SECRET: provider.clientSecret,
    SECRET_acme_TOKEN: 'of acme',
    SECRET_globex_TOKEN: 'of globex',
    SECRET_initech_TOKEN: 'of initech',
  });
  const client = new Camunda8({
    ZEEBE_GRPC_ADDRESS: cluster.grpcAddress,
    CAMUNDA_AUTH_STRATEGY: 'OAUTH',
    CAMUNDA_OAUTH_URL: provider.tokenUrl,
    ZEEBE_CLIENT_ID: provider.clientId,
    ZEEBE_CLIENT_SECRET: provider.clientSecret,
    CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true,
    CAMUNDA_LOG_LEVEL: 'none',
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE' },
  }).getZeebeGrpcApiClient();
  const process_ = Buffer.from(restCall({ id: 'order' }));
  for (const tenantId of ['initech', 'acme', 'globex']) {
    await client.deployResource({ process: process_, name: 'order.bpmn', tenantId });
    await client.createProcessInstance({ bpmnProcessId: 'order', variables: { url }, tenantId });
  }
  await vi.waitFor(() => expect(seen.toSorted()).toEqual(['Bearer of acme', 'Bearer of globex']), {
    timeout: 30_000,
  });
  const result = await client.createProcessInstanceWithResult({
    bpmnProcessId: 'order',
    variables: { url },
    tenantId: 'acme',
    requestTimeout: 30_000,
  });
  expect(result.variables).toMatchObject({ status: 200 });
  expect(seen).not.toContain('Bearer of initech');
  const audited = service.log().filter(({ audit }) => audit === 'secret');
  expect(audited.map(({ tenantId }) => tenantId).sort()).toEqual(['acme', 'acme', 'globex']);
  await client.close();
  server.closeAllConnections();
  server.close();
});
