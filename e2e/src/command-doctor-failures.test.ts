import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createSecureServer, createServer as createHttp2Server } from 'node:http2';
import type { AddressInfo, Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { LOCALHOST_TLS } from '@jobwright/test-servers';
import { oneLine, runCli } from './testing/run-cli.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-doctor-'));
  await writeFile(join(folder, 'ca.pem'), LOCALHOST_TLS.cert);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function listen(server: TcpServer | Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const serve = async (listener: RequestListener): Promise<string> =>
  `http://127.0.0.1:${await listen(createHttpServer(listener))}`;

/** Answers every gRPC call as a proxy before a gateway does. */
async function serveGrpc(status: number): Promise<string> {
  const server = createHttp2Server();
  server.on('stream', (stream) => {
    stream.respond({ ':status': status }, { endStream: true });
  });
  return `grpc://127.0.0.1:${await listen(server)}`;
}

/** A cluster that is not there, unless a test says where it is. */
const NOWHERE = {
  ZEEBE_GRPC_ADDRESS: 'grpc://127.0.0.1:9',
  ZEEBE_REST_ADDRESS: 'http://127.0.0.1:9',
  CAMUNDA_AUTH_STRATEGY: 'NONE',
};

async function examine(environment: Readonly<Record<string, string>>, yaml = '{}') {
  const file = join(folder, 'jobwright.yaml');
  await writeFile(file, yaml);
  const { exitCode, stdout, stderr } = await runCli(
    ['doctor', '--json', '--config', file],
    { ...NOWHERE, ...environment },
    folder,
  );
  const { checks } = JSON.parse(stdout) as {
    checks: readonly { check: string; status: string; message: string; advice: string | null }[];
  };
  return {
    exitCode,
    text: `${stdout}${stderr}`,
    find: (name: string) => checks.find(({ check }) => check === name),
  };
}

const oauth = (tokenUrl: string) => ({
  CAMUNDA_AUTH_STRATEGY: 'OAUTH',
  CAMUNDA_OAUTH_URL: tokenUrl,
  ZEEBE_CLIENT_ID: 'connectors',
  ZEEBE_CLIENT_SECRET: 's3cret-of-client',
  CAMUNDA_TOKEN_DISK_CACHE_DISABLE: 'true',
});

test('distinguishes a token endpoint that refuses from an unreachable one, and shows no secret', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(401, { 'Content-Type': 'application/json' });
    response.end('{"error":"invalid_client","error_description":"s3cret-of-client is wrong"}');
  });
  const refused = await examine({ ...oauth(`${url}/token`), SECRET_CRM: 's3cret-of-crm' });
  expect(refused.find('authentication')).toMatchObject({
    status: 'failed',
    message: expect.stringMatching(/^The token endpoint rejected the credentials/),
    advice: expect.stringContaining('ZEEBE_CLIENT_SECRET'),
  });
  expect(refused.find('cluster (gRPC)')).toMatchObject({
    status: 'warning',
    message: 'skipped: there is no token',
  });
  expect(refused.text).not.toContain('s3cret');

  const away = await examine(oauth('http://127.0.0.1:65533/token'));
  expect(away.find('authentication')).toMatchObject({
    status: 'failed',
    message: expect.stringMatching(/^The token endpoint did not return a token .*ECONNREFUSED/),
    advice: expect.stringContaining('CAMUNDA_OAUTH_URL'),
  });
});

test.each([
  [401, /requires authentication/, /requires authentication \(401\)/],
  [403, /denied access/, /denied access \(403\)/],
])(
  'a cluster that answers %i says what its administrator or the user has to do',
  async (status, grpc, rest) => {
    const { find, exitCode } = await examine({
      ZEEBE_GRPC_ADDRESS: await serveGrpc(status),
      ZEEBE_REST_ADDRESS: await serve((_request, response) => void response.writeHead(status).end()),
    });
    expect(exitCode).toBe(1);
    expect(find('cluster (gRPC)')).toMatchObject({ status: 'failed', message: expect.stringMatching(grpc) });
    expect(find('cluster (REST)')).toMatchObject({ status: 'failed', message: expect.stringMatching(rest) });
  },
);

test('reports an untrusted certificate, and trusts it once its authority is configured', async () => {
  const server = createSecureServer({ ...LOCALHOST_TLS, allowHTTP1: true }, (_request, response) => {
    response.writeHead(403).end();
  });
  const port = await listen(server);
  const addresses = {
    ZEEBE_GRPC_ADDRESS: `grpcs://localhost:${port}`,
    ZEEBE_REST_ADDRESS: `https://localhost:${port}`,
  };
  const untrusted = await examine(addresses);
  for (const check of ['cluster (gRPC)', 'cluster (REST)']) {
    expect(untrusted.find(check)).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/certificate at \S+ is not trusted/),
    });
  }
  const trusted = await examine(addresses, `cluster: { tls: { caFile: ${folder}/ca.pem } }`);
  for (const check of ['cluster (gRPC)', 'cluster (REST)']) {
    expect(trusted.find(check)).toMatchObject({
      status: 'failed',
      message: expect.stringMatching(/denied access/),
    });
  }
});

test('a clock that is far from the cluster is a warning', async () => {
  const restAddress = await serve((_request, response) => {
    response.setHeader('Date', new Date(Date.now() - 3_600_000).toUTCString());
    response.setHeader('Content-Type', 'application/json').end('{"gatewayVersion":"8.8.0"}');
  });
  const { text } = await examine({ ZEEBE_REST_ADDRESS: restAddress });
  expect(text).toMatch(/"warning","message":"the local clock is 36\d\d s ahead of the clock of the cluster"/);
  expect(text).toContain(`Camunda 8.8.0 at ${restAddress}`);
});

test('a job type of a deployed model that is nearly one of ours is a warning; others are left to others', async () => {
  const models: Readonly<Record<string, string>> = {
    '3': '<zeebe:taskDefinition type="io.camunda:htp-json:1" />',
    '2': '<zeebe:taskDefinition retries="2" type="io.camunda:email:1" /><taskDefinition type="acme:own:1" />',
    '1': '<zeebe:taskDefinition type="io.camunda:old:1" />',
  };
  const items = [
    { processDefinitionId: 'order', processDefinitionKey: '2', version: 2, tenantId: '<default>' },
    { processDefinitionId: 'order', processDefinitionKey: '1', version: 1, tenantId: '<default>' },
  ];
  let shown: readonly object[] = items;
  const restAddress = await serve((request, response) => {
    const key = /process-definitions\/(\d)\/xml/.exec(request.url ?? '')?.[1];
    if (key !== undefined) return void response.end(models[key]);
    response.setHeader('Content-Type', 'application/json').end(JSON.stringify({ items: shown }));
  });
  const well = await examine({ ZEEBE_REST_ADDRESS: restAddress });
  expect(well.find('job types')).toMatchObject({
    status: 'ok',
    message: 'deployed models use 1 of the job types served here; other workers must serve acme:own:1',
  });
  shown = [...items, { processDefinitionId: 'refund', processDefinitionKey: '3', version: 1 }];
  expect((await examine({ ZEEBE_REST_ADDRESS: restAddress })).find('job types')).toMatchObject({
    status: 'warning',
    message: 'io.camunda:htp-json:1 in process refund looks like io.camunda:http-json:1',
  });
});

test('each secret store is asked: one that answers, one that refuses, one that is away', async () => {
  const vault = await serve((request, response) => {
    const isKnown = request.headers['x-vault-token'] === 'known-t0ken';
    response.writeHead(isKnown ? 404 : 403, { 'Content-Type': 'application/json' }).end('{"errors":[]}');
  });
  const provider = (address: string, token: string) =>
    `{ type: vault, address: "${address}", login: { kind: token, token: "${token}" } }`;
  const { find, text } = await examine(
    {},
    `secrets: { providers: [
       { type: files, directory: ${folder}/none },
       ${provider(vault, 'known-t0ken')},
       ${provider(vault, 'wrong-t0ken')},
       ${provider('http://127.0.0.1:9', 'any-t0ken')}
     ] }`,
  );
  expect(find('secrets 1 (files)')).toMatchObject({
    status: 'failed',
    message: expect.stringContaining('none is not a folder'),
  });
  expect(find('secrets 2 (vault)')).toMatchObject({ status: 'ok', message: `${vault} answers` });
  expect(find('secrets 3 (vault)')).toMatchObject({ status: 'failed' });
  expect(find('secrets 4 (vault)')).toMatchObject({ status: 'failed' });
  expect(text).not.toContain('t0ken');
});

test('distinguishes a port in use by another program from one in use by our service; effects need a folder', async () => {
  await writeFile(join(folder, 'a-file'), '');
  const other = await listen(createHttpServer((_request, response) => void response.end('hello')));
  const taken = await examine(
    {},
    `{ http: { port: ${other} }, effects: { folder: ${folder}/a-file/effects } }`,
  );
  expect(taken.find('port')).toMatchObject({
    status: 'failed',
    message: expect.stringMatching(/cannot be used .*EADDRINUSE/),
  });
  expect(taken.find('effects')).toMatchObject({
    status: 'failed',
    advice: expect.stringContaining('effects.folder'),
  });
  const own = await listen(createHttpServer((_request, response) => void response.end('{"status":"UP"}')));
  expect((await examine({}, `http: { port: ${own} }`)).find('port')).toMatchObject({
    status: 'ok',
    message: `a jobwright service already answers at 127.0.0.1:${own}`,
  });
});

test('the proxy is shown without who uses it, and wrong rules of egress fail', async () => {
  const { find, text } = await examine({ HTTPS_PROXY: 'http://me:pr0xy-pass@127.0.0.1:3128' });
  expect(find('network')).toMatchObject({
    status: 'ok',
    message: 'egress mode open, proxy http://127.0.0.1:3128',
  });
  expect(text).not.toContain('pr0xy-pass');
  const wrong = await examine({}, "network: { deny: ['10.0.0.0/99'] }");
  expect(wrong.find('configuration')).toMatchObject({
    status: 'failed',
    message: expect.stringMatching(/network\.deny: .*10\.0\.0\.0\/99/),
  });
});

test.each([
  [
    { CAMUNDA_AUTH_STRATEGY: 'OAUTH' },
    /^The settings of the cluster are incomplete \(.*CAMUNDA_OAUTH_URL\): set /,
  ],
  [{ CAMUNDA_CUSTOM_ROOT_CERT_PATH: '/none.pem' }, /Cannot read \/none\.pem/],
])(
  'a cluster that %j describes wrong is one failure, and all else is looked at',
  async (environment, message) => {
    const { find, exitCode } = await examine(environment);
    expect(exitCode).toBe(1);
    expect(find('cluster')).toMatchObject({ status: 'failed', message: expect.stringMatching(message) });
    expect(find('connectors')).toMatchObject({ status: 'ok' });
    expect(find('cluster (gRPC)')).toBeUndefined();
  },
);

test.each(['start', 'deploy', 'doctor'])(
  '%s says in one line which variable of the SDK is wrong',
  async (name) => {
    const environment = { ...NOWHERE, CAMUNDA_AUTH_STRATEGY: 'WRONG' };
    const parameters = name === 'deploy' ? [name, join(folder, 'ca.pem')] : [name];
    expect(await runCli(parameters, environment, folder)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: oneLine(/The environment is wrong: CAMUNDA_AUTH_STRATEGY: WRONG \(expected one of /),
    });
  },
);

test('start says in one line what is missing of the cluster', async () => {
  expect(await runCli(['start'], { CAMUNDA_AUTH_STRATEGY: 'OAUTH' }, folder)).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: oneLine(/The settings of the cluster are incomplete \(.*CAMUNDA_OAUTH_URL\)/),
  });
});
