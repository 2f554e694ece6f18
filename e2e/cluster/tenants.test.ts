import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { adaptExample, readExample } from '../src/testing/read-example.ts';
import { restCall } from '../src/testing/rest-call-process.ts';
import { startService } from '../src/testing/start-service.ts';

let engine: EmbeddedEngine;
let backend: { readonly url: string; readonly seen: string[]; close(): void };

beforeAll(async () => {
  engine = await startEngine({ tenantIds: ['acme', 'globex', 'initech'] });
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(String(request.headers.authorization));
    response.setHeader('Content-Type', 'text/plain').end('of the backend');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  backend = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    seen,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
});
afterAll(async () => {
  backend.close();
  await engine.close();
});

async function start(tenantId: string): Promise<string> {
  const content = restCall({
    id: 'order',
    inputs: {
      url: '=url',
      method: 'GET',
      storeResponse: '=true',
      'authentication.type': 'bearer',
      'authentication.token': '{{secrets.TOKEN}}',
    },
    headers: { resultVariable: 'answer' },
  });
  await engine.core.deploy({ resources: [{ name: 'order.bpmn', content }], tenantId });
  const started = engine.core.createInstance({
    bpmnProcessId: 'order',
    variables: { url: backend.url },
    tenantId,
  });
  if (!started.ok) throw new Error(JSON.stringify(started));
  return started.value.processInstanceKey;
}

const stateOf = (key: string) => engine.core.instance(key)?.state;

test('jobs, secrets and the audit log are of the given tenants', async () => {
  const cluster = { grpcAddress: engine.grpcAddress, restAddress: engine.restAddress };
  const service = await startService(adaptExample(readExample('cluster-access.md', 'tenants'), { cluster }), {
    SECRET_acme_TOKEN: 'of acme',
    SECRET_globex_TOKEN: 'of globex',
    SECRET_initech_TOKEN: 'of initech',
  });
  const foreign = await start('initech');
  const own = [await start('acme'), await start('globex')];
  await vi.waitFor(() => expect(own.map(stateOf)).toEqual(['COMPLETED', 'COMPLETED']));
  expect(backend.seen.toSorted()).toEqual(['Bearer of acme', 'Bearer of globex']);
  for (const key of own) {
    const variables = engine.core.instance(key)?.variables;
    expect(variables).toMatchObject({ answer: { document: { 'camunda.document.type': 'camunda' } } });
  }
  const audited = service.log().filter(({ audit }) => audit === 'secret');
  expect(audited.map(({ tenantId, result }) => `${String(tenantId)} ${String(result)}`).sort()).toEqual([
    'acme found',
    'globex found',
  ]);
  expect(stateOf(foreign)).toBe('ACTIVE');
  expect(engine.core.incidents()).toEqual([]);
});

test('without tenants it is those of the default one, or of CAMUNDA_TENANT_ID', async () => {
  const configuration = {
    cluster: { grpcAddress: engine.grpcAddress, restAddress: engine.restAddress },
  };
  const [of, secret] = [{ CAMUNDA_AUTH_STRATEGY: 'NONE' }, { SECRET_TOKEN: 'of all' }];
  await startService(configuration, { ...of, ...secret });
  const first = await start('<default>');
  await vi.waitFor(() => expect(stateOf(first)).toBe('COMPLETED'));
  await startService(configuration, { ...of, ...secret, CAMUNDA_TENANT_ID: 'initech' });
  const second = await start('initech');
  await vi.waitFor(() => expect(stateOf(second)).toBe('COMPLETED'));
});

test('reports a tenant that the client may not use, and leaves jobs of the others waiting', async () => {
  const cluster = { grpcAddress: engine.grpcAddress, restAddress: engine.restAddress };
  const configuration = adaptExample(readExample('cluster-access.md', 'tenants'), { cluster });
  const tenantIds = { cluster: { tenantIds: ['acme', 'hooli'] } };
  const service = await startService(adaptExample(JSON.stringify(configuration), tenantIds), {
    SECRET_acme_TOKEN: 'of acme',
  });
  await vi.waitFor(() =>
    expect(service.cli.output.stderr).toContain("tenant identifier 'hooli', but tenant is not authorized"),
  );
});
