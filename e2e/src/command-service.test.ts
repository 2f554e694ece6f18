import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { restCall } from './testing/rest-call-process.ts';
import { oneLine, runCli, startCli } from './testing/run-cli.ts';
import { connectTarget, type Target } from './testing/target.ts';

let target: Target;

beforeAll(async () => {
  target = await connectTarget();
});
afterAll(() => target.close());

/** Holds every request until it is told to answer. */
async function startSlowBackend() {
  const waiting: ServerResponse[] = [];
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    waiting.push(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    answerAll() {
      for (const response of waiting.splice(0)) {
        response.setHeader('Content-Type', 'application/json').end('{"authorization": "seen"}');
      }
    },
  };
}

async function startService(yaml: string, environment: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-service-'));
  const file = join(folder, 'jobwright.yaml');
  await mkdirSecrets(folder);
  await writeFile(file, yaml.replaceAll('FOLDER', folder));
  const cli = startCli(['start', '--config', file, '--http-port', '0'], {
    ...target.environment,
    ...environment,
  });
  onTestFinished(async () => {
    cli.process.kill('SIGTERM');
    await cli.ended;
    await rm(folder, { recursive: true, force: true });
  });
  await vi.waitFor(() => expect(cli.output.stderr).toContain('"Ready"'));
  const address = /"address":"([^"]+)"/.exec(cli.output.stderr)?.[1] ?? '';
  const call = async (path: string, init?: RequestInit) => {
    const response = await fetch(`${address}${path}`, init);
    return { status: response.status, text: await response.text() };
  };
  return { cli, call, file, folder };
}

async function mkdirSecrets(folder: string): Promise<void> {
  await writeFile(join(folder, 'TOKEN'), 'from-a-file\n');
}

let lastId = 0;
/** Starts an instance that calls the backend; resolves to its variables. */
async function callBackend(url: string, type?: string): Promise<Promise<unknown>> {
  const id = `service-${process.pid}-${++lastId}`;
  const model = restCall({ id, ...(type !== undefined && { jobType: type }) });
  await target.client.deployResource({ process: Buffer.from(model), name: `${id}.bpmn` });
  return target.client
    .createProcessInstanceWithResult({ bpmnProcessId: id, variables: { url }, requestTimeout: 60_000 })
    .then(({ variables }) => variables);
}

const SECRETS = 'secrets: { audit: true, providers: [{ type: files, directory: FOLDER }] }';
const REST = encodeURIComponent('io.camunda:http-json:1');

describe('the service', () => {
  test('serves probes, metrics and connectors, and reads secrets from files', async () => {
    const backend = await startSlowBackend();
    const { call, cli } = await startService(SECRETS);
    for (const path of ['/health/live', '/health/ready', '/health/startup', '/actuator/health/readiness']) {
      expect(await call(path)).toEqual({ status: 200, text: '{"status":"UP"}' });
    }
    const answer = callBackend(backend.url);
    await vi.waitFor(() => expect(backend.seen).toEqual(['Bearer from-a-file']));
    expect(JSON.parse((await call(`/connectors/${REST}`)).text)).toMatchObject({
      jobType: 'io.camunda:http-json:1',
      name: 'REST call',
      paused: false,
      inFlight: 1,
    });
    backend.answerAll();
    expect(await answer).toMatchObject({ status: 200 });
    // The instance may end before we hear that the job is completed.
    await vi.waitFor(async () =>
      expect((await call('/metrics')).text).toMatch(
        /camunda_connector_outbound_invocations_total\{type="io.camunda:http-json:1",[^}]*action="completed"\} 1/,
      ),
    );
    expect((await call('/metrics')).text).toContain('nodejs_eventloop_lag_p99_seconds');
    const audit = cli.output.stderr.split('\n').find((line) => line.includes('"audit":"secret"'));
    expect(JSON.parse(audit ?? '')).toMatchObject({ secret: 'TOKEN', result: 'found' });
    expect(cli.output.stderr).not.toContain('from-a-file');
  });

  test('pauses and resumes a connector', async () => {
    const backend = await startSlowBackend();
    const { call } = await startService(SECRETS);
    expect(JSON.parse((await call(`/connectors/${REST}/pause`, { method: 'POST' })).text)).toMatchObject({
      paused: true,
    });
    // A request for jobs that was under way may still bring one; it is the last.
    const first = callBackend(backend.url);
    const second = callBackend(backend.url);
    await call(`/connectors/${REST}/resume`, { method: 'POST' });
    await vi.waitFor(() => expect(backend.seen).toHaveLength(2));
    backend.answerAll();
    expect(await Promise.all([first, second])).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect((await call('/connectors/none/pause', { method: 'POST' })).status).toBe(404);
  });

  test('takes a changed configuration over without dropping a job, and keeps the old one when it is wrong', async () => {
    const backend = await startSlowBackend();
    const { cli, file, folder } = await startService(SECRETS);
    const answer = callBackend(backend.url);
    await vi.waitFor(() => expect(backend.seen).toHaveLength(1));

    await writeFile(file, 'jobs: { maxConcurent: 3 }');
    await vi.waitFor(() => expect(cli.output.stderr).toContain('did you mean maxConcurrent?'));
    const renamed = `connectors: { jobTypes: { "io.camunda:http-json:1": "my-http-${process.pid}" } }`;
    await writeFile(file, `${SECRETS.replace('FOLDER', folder)}\n${renamed}`);
    await vi.waitFor(() => expect(cli.output.stderr).toContain('"Reloaded"'));
    const afterwards = callBackend(backend.url, `my-http-${process.pid}`);
    await vi.waitFor(() => expect(backend.seen).toHaveLength(2));
    backend.answerAll();
    expect(await answer).toMatchObject({ status: 200 });
    expect(await afterwards).toMatchObject({ status: 200 });
    expect(backend.seen).toHaveLength(2);
  });

  test('reloads on SIGHUP', async () => {
    const { cli, file } = await startService(SECRETS);
    await writeFile(file, 'log: { level: debug }');
    cli.process.kill('SIGHUP');
    await vi.waitFor(() => expect(cli.output.stderr).toContain('"reason":"SIGHUP"'));
    expect(cli.process.exitCode).toBeNull();
  });

  test('sends a span of each job to the collector, also the last ones', async () => {
    const spans: string[] = [];
    const collector = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        if (request.url === '/v1/traces') spans.push(body);
        response.setHeader('Content-Type', 'application/json').end('{}');
      });
    });
    await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void collector.close());
    const backend = await startSlowBackend();
    const { port } = collector.address() as AddressInfo;
    const { cli } = await startService(`${SECRETS}\ntraces: { endpoint: "http://127.0.0.1:${port}" }`);
    const answer = callBackend(backend.url);
    await vi.waitFor(() => expect(backend.seen).toHaveLength(1));
    backend.answerAll();
    await answer;
    cli.process.kill('SIGTERM');
    await cli.ended;
    expect(spans.join('')).toContain('process io.camunda:http-json:1');
    expect(spans.join('')).toContain('"jobwright.outcome"');
    expect(spans.join('')).not.toContain('from-a-file');
  });

  test('opens the admin API to others with its token only', async () => {
    const closed = await startService('http: { host: 0.0.0.0 }');
    const at = (call: typeof closed.call, token?: string) =>
      call('/connectors', token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });
    expect(await at(closed.call)).toMatchObject({ status: 403 });
    expect((await closed.call('/health/ready')).status).toBe(200);
    const open = await startService('http: { host: 0.0.0.0, adminToken: { env: ADMIN } }', {
      ADMIN: 's3cret',
    });
    expect(await at(open.call)).toMatchObject({ status: 401 });
    expect(await at(open.call, 'wrong')).toMatchObject({ status: 401 });
    expect(await at(open.call, 's3cret')).toMatchObject({ status: 200 });
  });
});

test('a service whose cluster is away is alive, not ready, and stops at once', async () => {
  const cli = startCli(['start', '--http-port', '0'], {
    ZEEBE_GRPC_ADDRESS: 'grpc://127.0.0.1:9',
    CAMUNDA_AUTH_STRATEGY: 'NONE',
    JOBWRIGHT_CLUSTER_CONNECT_TIMEOUT_SECONDS: 'forever',
  });
  await vi.waitFor(() => expect(cli.output.stderr).toContain('Waiting for the cluster'));
  const address = /"address":"(http:[^"]+)"/.exec(cli.output.stderr)?.[1] ?? '';
  expect((await fetch(`${address}/health/live`)).status).toBe(200);
  const ready = await fetch(`${address}/health/ready`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { status: 'DOWN', reason: 'The cluster has not answered yet' },
  ]);
  cli.process.kill('SIGTERM');
  expect((await cli.ended).exitCode).toBe(130);
});

test.each([
  [['start', '--config', '/none.yaml'], {}, /Cannot read the configuration file \/none\.yaml/],
  [['start'], { JOBWRIGHT_HTTP_PORT: 'many' }, /JOBWRIGHT_HTTP_PORT: /],
  [['start'], { CONNECTOR_OUTBOUND_DISABLED: 'io.camunda:none:1' }, /No bundled connector .*none:1/],
])('%j is one clear line', async (args, environment, message) => {
  expect(await runCli(args, environment)).toMatchObject({ exitCode: 2, stderr: oneLine(message) });
});
