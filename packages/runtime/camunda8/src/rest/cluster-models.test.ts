import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { checkModels } from './check-models.ts';
import { createRestCluster } from '../testing/rest-cluster.ts';
import { createClusterModels } from './cluster-models.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server?.closeAllConnections();
});

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

async function listen(answer: Answer): Promise<string> {
  server = createServer((request, response) => answer(response, request));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const definition = {
  processDefinitionKey: '2251799813685250',
  bpmnProcessId: 'order',
  version: 1,
  tenantId: '<default>',
};
const signal = new AbortController().signal;
const ask = async (answer: Answer) =>
  createClusterModels(createRestCluster(await listen(answer)))(definition, { signal });
const withProblem =
  (status: number, problem: object): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));

test('a model is requested by the key of its definition, with the credentials', async () => {
  const seen: unknown[] = [];
  const restAddress = await listen((response, { method, url, headers }) => {
    seen.push([method, url, headers.authorization]);
    response.writeHead(headers.authorization === 'Bearer new' ? 200 : 401).end('<größe/>');
  });
  let token = 'old';
  const credentials = {
    getHeaders: async () => ({ authorization: `Bearer ${token}` }),
    refuse: () => void (token = 'new'),
  };
  const models = createClusterModels(createRestCluster(`${restAddress}/base/`, { credentials }));
  expect(await models(definition, { signal })).toBe('<größe/>');
  const url = '/base/v2/process-definitions/2251799813685250/xml';
  expect(seen).toEqual([
    ['GET', url, 'Bearer old'],
    ['GET', url, 'Bearer new'],
  ]);
});

test.each<[string, Answer, RegExp]>([
  ['401', withProblem(401, {}), /does not know who calls \(401\)/],
  ['403', withProblem(403, { detail: 'no READ' }), /forbids reading process definitions \(403: no READ\)/],
  ['501', withProblem(501, {}), /no endpoint/],
  ['405', withProblem(405, {}), /no endpoint/],
  ['404 of an older gateway', withProblem(404, { detail: 'No static resource v2/x.' }), /from 8\.8 on/],
  ['404 of a framework', withProblem(404, { status: 404, path: '/v2/x' }), /no endpoint/],
  ['400', withProblem(400, { detail: 'bad key' }), /400: bad key/],
  ['204', (response) => response.writeHead(204).end(), /has no XML/],
  ['a redirect', (response) => response.writeHead(302, { location: '/login' }).end(), /answers 302/],
  ['too much', (response) => response.end(Buffer.alloc(10_000_001)), /more than 10000000 bytes/],
])('%s is an incident that says what to set', async (_, answer, message) => {
  const failure = await ask(answer).catch((error: unknown) => error);
  expect(failure).toMatchObject({ kind: 'connector', code: 'PROCESS_MODEL_REFUSED' });
  expect(failure).toHaveProperty('message', expect.stringMatching(message));
  expect(failure).toHaveProperty('message', expect.stringMatching(/set `secrets\.models`.*scope: any`$/));
});

test.each<[string, Answer]>([
  ['404', withProblem(404, { detail: "Process Definition with key '1' not found" })],
  ['404 without a word', (response) => response.writeHead(404).end()],
  ['500', withProblem(500, {})],
  ['503', withProblem(503, {})],
  ['429', withProblem(429, {})],
  [
    'a cut-off',
    (response) => response.writeHead(200, { 'content-length': 9 }).write('<', () => response.destroy()),
  ],
  ['a broken connection', (response) => response.destroy()],
])('%s is waited out', async (_, answer) => {
  await expect(ask(answer)).rejects.toMatchObject({ kind: 'retryable' });
});

test('without a REST address it is an incident', async () => {
  await expect(createClusterModels({ rest: undefined })(definition, { signal })).rejects.toThrow(
    /no REST address.*ZEEBE_REST_ADDRESS/,
  );
});

test.each<[string, Answer, string]>([
  [
    'knows the endpoint',
    withProblem(404, { detail: "Process Definition with key '1' not found" }),
    'readable',
  ],
  ['has none', withProblem(404, { detail: 'No static resource' }), 'refused'],
  ['refuses us', withProblem(401, {}), 'refused'],
  ['is overloaded', withProblem(503, {}), 'unknown'],
])('whether models can be read from a cluster that %s', async (_, answer, kind) => {
  const models = createClusterModels(createRestCluster(await listen(answer)));
  expect(await checkModels(models, signal)).toMatchObject({ kind });
});
