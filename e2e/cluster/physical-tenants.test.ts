import { type EmbeddedEngine, type EngineCore, startEngine } from '@jobwright/engine';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readExample } from '../src/testing/read-example.ts';
import { restCall } from '../src/testing/rest-call-process.ts';
import { startService } from '../src/testing/start-service.ts';

let engine: EmbeddedEngine;
const seen: string[] = [];
const server = createServer((request, response) => {
  seen.push(String(request.headers.authorization));
  response.setHeader('Content-Type', 'text/plain').end('of the backend');
});

beforeAll(async () => {
  engine = await startEngine({ physicalTenants: [{ id: 'risk' }] });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await engine.close();
});

async function start(core: EngineCore): Promise<string> {
  const tenantId = '<default>';
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
  await core.deploy({ resources: [{ name: 'order.bpmn', content }], tenantId });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const started = core.createInstance({ bpmnProcessId: 'order', variables: { url }, tenantId });
  if (!started.ok) throw new Error(JSON.stringify(started));
  return started.value.processInstanceKey;
}

test('one service serves two physical tenants, each with its secrets and documents', async () => {
  const risk = engine.physicalTenants.get('risk')!;
  const example = readExample('cluster-access.md', 'physical tenants')
    .replaceAll('grpc://zeebe.example.com:26500', engine.grpcAddress)
    .replaceAll('http://zeebe.example.com:8080', engine.restAddress);
  await startService(example, {
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    SECRET_default_TOKEN: 'of operations',
    SECRET_risk_TOKEN: 'of risk',
  });
  for (const [core, token] of [
    [risk, 'of risk'],
    [engine.core, 'of operations'],
  ] as const) {
    const key = await start(core);
    await vi.waitFor(() => expect(core.instance(key)?.state).toBe('COMPLETED'));
    expect(seen.at(-1)).toBe(`Bearer ${token}`);
    const variables = core.instance(key)?.variables;
    expect(variables).toMatchObject({ answer: { document: { 'camunda.document.type': 'camunda' } } });
  }
  expect(seen).toHaveLength(2);
});
