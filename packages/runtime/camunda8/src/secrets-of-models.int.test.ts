import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Camunda8 } from '@camunda8/sdk';
import { type EmbeddedEngine, startEngine } from '@jobwright/engine';
import { createStaticSecrets, type ConnectorWorkers, startConnectors } from '@jobwright/runtime';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { attachConnectors } from './connector-workers.ts';
import { camunda8 } from './camunda8.ts';
import { greet, processOf } from './testing/processes.ts';

let engine: EmbeddedEngine;
let sdk: Camunda8;
let front: Server | undefined;
const open: ConnectorWorkers[] = [];

beforeEach(async () => {
  engine = await startEngine();
  sdk = new Camunda8(configuration());
});
afterEach(async () => {
  for (const workers of open.splice(0)) await workers.close({ timeoutMs: 0 });
  front?.closeAllConnections();
  front?.close();
  await sdk.closeAllClients();
  await engine.close();
});

const configuration = (restAddress = engine.restAddress) => ({
  ZEEBE_GRPC_ADDRESS: engine.grpcAddress,
  ZEEBE_REST_ADDRESS: restAddress,
  CAMUNDA_AUTH_STRATEGY: 'NONE' as const,
  CAMUNDA_LOG_LEVEL: 'none' as const,
  zeebeGrpcSettings: { ZEEBE_CLIENT_LOG_LEVEL: 'NONE' as const, ZEEBE_GRPC_CLIENT_RETRY: false },
});

const secrets = { provider: createStaticSecrets({ TOKEN: 'MARKER-of-the-store' }) };
const connectors = [greet('acme:greet:1')];
const FROM_MODEL = '="Bearer {{secrets.TOKEN}}"';
const FROM_DATA = '=comment';

async function deploy(id: string, source: string): Promise<void> {
  const task = {
    type: 'acme:greet:1',
    headers: { resultExpression: '={greeting: greeting}' },
    inputs: { name: source },
  };
  const process = Buffer.from(processOf(id, [task]));
  await sdk.getZeebeGrpcApiClient().deployResource({ process, name: `${id}.bpmn` });
}

async function run(id: string): Promise<unknown> {
  const answer = await sdk.getZeebeGrpcApiClient().createProcessInstanceWithResult({
    bpmnProcessId: id,
    variables: { comment: 'Hi {{secrets.TOKEN}}' },
    requestTimeout: 30_000,
  });
  return answer.variables.greeting;
}

/** Stands before the engine's REST API, with an answer of its own for models while it has one. */
async function standBefore(answers: (number | 'hang')[]) {
  const asked: string[] = [];
  /** Requests without an answer that their sender has given up. */
  const givenUp: string[] = [];
  const server = createServer((request, response) => {
    const { url = '' } = request;
    if (url.includes('/process-definitions/1/')) return void response.writeHead(404).end();
    asked.push(url);
    const answer = answers.shift();
    if (answer === 'hang') return void response.once('close', () => givenUp.push(url));
    if (answer !== undefined) return void response.writeHead(answer).end();
    void fetch(`${engine.restAddress}${url}`).then(async (given) =>
      response.writeHead(given.status).end(await given.text()),
    );
  });
  front = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, givenUp };
}

async function startLogged(restAddress?: string) {
  const lines: string[] = [];
  const line = (fields: object, message: string) =>
    void lines.push(
      `${message} ${JSON.stringify(fields, (_, value: unknown) => (value instanceof Error ? value.message : value))}`,
    );
  const logger = { debug: line, info: line, warn: line, error: line };
  const workers = await startConnectors({
    connectors,
    secrets,
    logger,
    clusters: [camunda8({ settings: configuration(restAddress) })],
  });
  open.push(workers);
  return lines;
}

it.each(['alone', 'attached'])(
  'a secret goes where the model names it, not where data does: %s',
  async (how) => {
    await deploy('model', FROM_MODEL);
    await deploy('data', FROM_DATA);
    if (how === 'alone') await startLogged();
    else open.push(await attachConnectors(sdk.getZeebeGrpcApiClient(), { connectors, secrets }));
    expect(await run('model')).toBe('Hello Bearer ***');
    expect(await run('data')).toBe('Hello Hi {{secrets.TOKEN}}');
  },
);

it('an endpoint that lags behind or is ill is waited for; each definition is asked for once', async () => {
  await deploy('model', FROM_MODEL);
  const { address, asked } = await standBefore([404, 503]);
  await startLogged(address);
  const greetings = await Promise.all([run('model'), run('model'), run('model')]);
  expect(new Set(greetings)).toEqual(new Set(['Hello Bearer ***']));
  expect(await run('model')).toBe('Hello Bearer ***');
  expect(asked).toHaveLength(3);
});

it('an attempt that hangs is given up after its own limit, and made again', { timeout: 40_000 }, async () => {
  await deploy('model', FROM_MODEL);
  const { address, asked, givenUp } = await standBefore(['hang']);
  const lines = await startLogged(address);
  expect(await run('model')).toBe('Hello Bearer ***');
  expect(asked).toHaveLength(2);
  expect(givenUp).toEqual(asked.slice(0, 1));
  expect(lines.filter((line) => line.startsWith('The model of a process is not available yet'))).toHaveLength(
    1,
  );
  expect(engine.core.incidents()).toEqual([]);
});

it.each([401, 403, 501])(
  'an endpoint that answers %i is an incident that says what to set',
  async (status) => {
    await deploy('model', FROM_MODEL);
    const { address } = await standBefore([status, status]);
    await startLogged(address);
    await sdk
      .getZeebeGrpcApiClient()
      .createProcessInstance({ bpmnProcessId: 'model', variables: { comment: 'x' } });
    await expect.poll(() => engine.core.incidents().length).toBe(1);
    expect(engine.core.incidents()[0]?.message).toMatch(
      /^PROCESS_MODEL_REFUSED: .*set `secrets\.models` to .*or `secrets\.scope: any`$/,
    );
  },
);

it('a cluster without readable models is reported before the first job', async () => {
  await deploy('data', '="Ada"');
  front = createServer((_, response) => void response.writeHead(401).end());
  await new Promise<void>((resolve) => front?.listen(0, '127.0.0.1', resolve));
  const lines = await startLogged(`http://127.0.0.1:${(front.address() as AddressInfo).port}`);
  expect(await run('data')).toBe('Hello Ada');
  expect(lines[0]).toMatch(/^Jobs that name secrets will fail: .*secrets\.models/);
});

it('models of the application come before those of the cluster', async () => {
  await deploy('model', FROM_MODEL);
  const { address, asked } = await standBefore([]);
  open.push(
    await startConnectors({
      connectors,
      secrets,
      clusters: [camunda8({ settings: configuration(address) })],
      models: ({ bpmnProcessId }) => processOf(bpmnProcessId, [{ type: 'x', inputs: { name: FROM_MODEL } }]),
    }),
  );
  expect(await run('model')).toBe('Hello Bearer ***');
  expect(asked).toEqual([]);
});
