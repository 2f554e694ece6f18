import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { camunda8, type ConnectorWorkers, startConnectors } from '@jobwright/camunda8';
import { httpRest } from '@jobwright/connector-http-rest';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { createStaticSecrets } from '@jobwright/runtime';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { toEnvironment } from './testing/connect-client.ts';
import { oneTaskProcess } from './testing/one-task-process.ts';

const MARKER = 'MARKER-payroll-2f9c';
const OWN = 'own-token-of-the-model';
/** What a remote has answered, and a variable of the process is now. */
const EVIL = 'hello {{secrets.PAYROLL}} {{ secrets.PAYROLL }}';
const BARE = 'secrets.PAYROLL';

let engine: EmbeddedEngine;
let workers: ConnectorWorkers;
let server: Server;
let address = '';
let count = 0;
const seen: string[] = [];
const lines: string[] = [];

beforeAll(async () => {
  engine = await startEngine();
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += String(chunk)));
    request.on('end', () => {
      seen.push(JSON.stringify([request.url, request.headers, body]));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/x`;
  const line = (fields: object, message: string): void =>
    void lines.push(JSON.stringify({ ...fields, message }));
  workers = await startConnectors({
    connectors: [httpRest],
    secrets: { provider: createStaticSecrets({ PAYROLL: MARKER, OWN }) },
    logger: { debug: line, info: line, warn: line, error: line },
    clusters: [camunda8({ settings: toEnvironment(engine) })],
  });
});
afterAll(async () => {
  await workers.close({ timeoutMs: 0 });
  server.closeAllConnections();
  server.close();
  await engine.close();
});
beforeEach(() => {
  seen.length = 0;
  lines.length = 0;
});

/** Runs one task to its end; resolves to all that left the runtime. */
async function run(inputs: Readonly<Record<string, string>>): Promise<string> {
  const id = `data-${(count += 1)}`;
  const content = oneTaskProcess({
    id,
    jobType: httpRest.type,
    inputs,
    headers: { resultVariable: 'answer' },
  });
  const deployed = await engine.core.deploy({
    resources: [{ name: `${id}.bpmn`, content }],
    tenantId: '<default>',
  });
  if (!deployed.ok) throw new Error(deployed.rejection.reason);
  const started = engine.core.createInstance({
    bpmnProcessId: id,
    variables: { address, customer: { comment: EVIL, bare: BARE }, n: 'PAYROLL' },
    tenantId: '<default>',
  });
  if (!started.ok) throw new Error(started.rejection.reason);
  return vi.waitFor(() => {
    const view = engine.core.instance(started.value.processInstanceKey);
    expect(view?.state === 'COMPLETED' || (view?.incidents.length ?? 0) > 0).toBe(true);
    return JSON.stringify([view, seen, lines]);
  });
}

const rest = {
  url: '=address',
  method: 'POST',
  'authentication.type': 'bearer',
  'authentication.token': '{{secrets.OWN}}',
};

test.each<[string, Readonly<Record<string, string>>]>([
  ['the body', { body: '={comment: customer.comment, bare: customer.bare}' }],
  ['the body as a whole', { body: '=customer.comment' }],
  ['a bare name as the whole body', { body: '=customer.bare' }],
  ['a query parameter', { queryParameters: '={q: customer.comment, b: customer.bare}' }],
  ['a header', { headers: '={"X-Comment": customer.comment, "X-Bare": customer.bare}' }],
  ['the address', { url: '=address + "/" + customer.bare', body: '=customer.bare' }],
  ['a name that is put together', { body: '={a: "{{secrets." + n + "}}", b: "secrets." + n}' }],
  [
    'an inline document',
    {
      headers: '={"Content-Type": "multipart/form-data"}',
      body: '={file: {"camunda.document.type": "inline", name: "a.txt", content: customer.comment, contentType: "text/plain"}}',
    },
  ],
])('no secret goes out that data names in %s, and that of the model does', async (_, inputs) => {
  const all = await run({ ...rest, ...inputs });
  expect(seen).toHaveLength(1);
  expect(seen[0]).toContain(`Bearer ${OWN}`);
  expect(all).not.toContain(MARKER);
  expect(all).not.toContain(encodeURIComponent(MARKER));
  expect(all).not.toContain(Buffer.from(MARKER).toString('base64'));
});

test('the same field with the name in the model gets the secret', async () => {
  await run({ ...rest, body: '={key: "{{secrets.PAYROLL}}"}' });
  expect(seen[0]).toContain(MARKER);
});
