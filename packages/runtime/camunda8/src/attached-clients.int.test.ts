import { createServer, type RequestListener } from 'node:http';
import { Camunda8 } from '@camunda8/sdk';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { OptionsError } from '@jobwright/runtime';
import { listen } from '@jobwright/test-servers/vitest';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { attachConnectors } from './connector-workers.ts';
import { greet, processOf } from './testing/processes.ts';

const TYPE = 'acme:greet:1';
const SOON = { interval: 20 };
const model = processOf('p', [
  { type: TYPE, headers: { resultExpression: '={greeting: greeting}' } },
  { type: 'their-own' },
]);
let engine: EmbeddedEngine;
let sdk: Camunda8;

beforeEach(async () => {
  engine = await startEngine();
  await engine.core.deploy({ resources: [{ name: 'p.bpmn', content: model }], tenantId: '<default>' });
  sdk = new Camunda8({
    ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
    ZEEBE_REST_ADDRESS: engine.restAddress,
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    CAMUNDA_LOG_LEVEL: 'none',
    zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE', ZEEBE_GRPC_CLIENT_RETRY: false },
  });
});
afterEach(async () => {
  await sdk.closeAllClients();
  await engine.close();
});

test('the REST client of an application is attached to, beside its own worker, and stays open', async () => {
  const client = sdk.getCamundaRestClient();
  const own = client.createJobWorker({
    type: 'their-own',
    worker: 'own',
    maxJobsToActivate: 1,
    timeout: 10_000,
    jobHandler: (job) => job.complete({ handWritten: true }),
  });
  const workers = await attachConnectors(client, { connectors: [greet(TYPE)] });
  const created = engine.core.createInstance({
    bpmnProcessId: 'p',
    version: -1,
    variables: { name: 'Ada' },
    tenantId: '<default>',
  });
  if (!created.ok) throw new Error(created.rejection.reason);
  const end = vi.fn();
  engine.core.onInstanceEnd(created.value.processInstanceKey, end);
  await vi.waitFor(() => expect(end).toHaveBeenCalled(), SOON);
  expect(end.mock.calls[0]?.[0]).toMatchObject({
    state: 'COMPLETED',
    variables: { greeting: 'Hello Ada', handWritten: true },
  });
  await workers.close();
  await expect(client.getTopology()).resolves.toMatchObject({ clusterSize: 1 });
  await own.stop();
});

test('calls have the credentials of the client', async () => {
  const seen: (string | undefined)[] = [];
  const answer: RequestListener = ({ headers }, response) => {
    seen.push(headers.authorization);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"jobs":[]}');
  };
  const { port } = await listen(createServer(answer));
  const basic = new Camunda8({
    ZEEBE_REST_ADDRESS: `http://127.0.0.1:${port}`,
    CAMUNDA_AUTH_STRATEGY: 'BASIC',
    CAMUNDA_BASIC_AUTH_USERNAME: 'ada',
    CAMUNDA_BASIC_AUTH_PASSWORD: 'secret',
    CAMUNDA_LOG_LEVEL: 'none',
  });
  const workers = await attachConnectors(basic.getCamundaRestClient(), { connectors: [greet(TYPE)] });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  const expected = `Basic ${Buffer.from('ada:secret').toString('base64')}`;
  await vi.waitFor(() => expect(seen).toContain(expected), SOON);
});

test.each([
  ['nothing', undefined],
  ['the entry of the SDK', () => sdk],
  ['another client', () => ({ grpc: {}, prefixUrl: 'http://localhost' })],
])('%s is no client: the error says what to pass', async (_what, give) => {
  await expect(attachConnectors(give?.() as never, { connectors: [greet(TYPE)] })).rejects.toThrow(
    'pass camunda8.getZeebeGrpcApiClient() or camunda8.getCamundaRestClient()',
  );
});

test('options are checked before anything is sent, all at once', async () => {
  const options = {
    connectors: greet(TYPE),
    lease: 'yes',
    secrets: { TOKEN: 'x' },
    activationTimeoutMs: '60',
  };
  const attached = attachConnectors(sdk.getZeebeGrpcApiClient(), options as never);
  const error: unknown = await attached.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(OptionsError);
  expect(error).toHaveProperty('mistakes', [
    expect.stringMatching(/^connectors .*put it into \[ \]/),
    "lease must be one of 'off', 'on'",
    expect.stringMatching(/^secrets has no provider: write secrets: \{ provider: createStaticSecrets/),
    'activationTimeoutMs must be a whole number of at least 1, got a value of type string',
  ]);
});
