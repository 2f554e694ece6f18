import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { oneTaskProcess } from './testing/one-task-process.ts';
import { oneLine, runCli } from './testing/run-cli.ts';
import { startService } from './testing/start-service.ts';
import { connectTarget, type Target } from './testing/target.ts';
import { startWireBackend, type WireBackend } from './testing/wire-backend.ts';

const id = `operated-${process.pid}`;
const PATIENT = { timeout: 90_000, interval: 500 };
let target: Target;
let backend: WireBackend;

beforeAll(async () => {
  target = await connectTarget();
  backend = await startWireBackend(({ path }) => (path === '/stock' ? undefined : { status: 422 }));
  const model = oneTaskProcess({
    ...{ id, jobType: 'io.camunda:http-json:1', retries: 1 },
    inputs: {
      url: '=url',
      method: 'GET',
      'authentication.type': 'bearer',
      'authentication.token': '=credential',
    },
  });
  await target.client.deployResource({ process: Buffer.from(model), name: `${id}.bpmn` });
});
afterAll(async () => {
  await backend.close();
  await target.close();
});

const run = (...parameters: readonly string[]) => runCli(parameters, target.environment);

async function runJson(...parameters: readonly string[]): Promise<Record<string, never>> {
  const { exitCode, stdout, stderr } = await run(...parameters, '--json');
  expect([exitCode, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Record<string, never>;
}

const start = async (path: string): Promise<string> => {
  const variables = { url: `${backend.url}${path}`, credential: 'MARKER-credential', customer: 'Alfreds' };
  return (await runJson('instances', 'start', id, '--variables', JSON.stringify(variables)))['key']!;
};

interface FoundIncident {
  readonly key: string;
  readonly cause: string;
  readonly elementId: string;
  readonly input: { readonly url: string; readonly authentication: object };
}

const findIncident = (instance: string): Promise<FoundIncident> =>
  vi.waitFor(async () => {
    const { incidents } = await runJson('incidents', '--instance', instance);
    const [first] = incidents as unknown as readonly FoundIncident[];
    expect(first).toBeDefined();
    return first!;
  }, PATIENT);

const waitForState = (instance: string, state: string) =>
  vi.waitFor(async () => {
    expect((await runJson('instances', 'show', instance))['instance']).toMatchObject({ state });
  }, PATIENT);

test('an order that failed is found, its cause read, its data corrected, retried and completed', async () => {
  const service = await startService({}, target.environment);
  expect(service.log()[0]).toMatchObject({
    msg: 'Starting',
    version: expect.stringMatching(/^\d/),
    file: expect.stringMatching(/jobwright\.yaml$/),
    clusters: [{ kind: 'camunda8' }],
    connectors: expect.arrayContaining(['io.camunda:http-json:1']),
    secretStores: ['environment'],
  });
  const instance = await start('/nowhere');
  const incident = await findIncident(instance);
  expect(incident).toMatchObject({
    elementId: 'task',
    cause: expect.stringContaining('422'),
    input: { url: `${backend.url}/nowhere`, authentication: { type: 'bearer', token: '***' } },
  });
  expect(service.log().find(({ msg }) => msg === 'Connector failed')).toMatchObject({
    ...{ level: 50, incident: true, retriesLeft: 0, method: 'GET', host: new URL(backend.url).host },
    processInstanceKey: instance,
  });

  const list = await run('incidents', '--process', id);
  expect(list.stdout).toMatch(/^INCIDENT +PROCESS +ELEMENT +INSTANCE +SINCE\n/);
  expect(list.stdout).toMatch(new RegExp(`^${incident.key} +${id} +task +${instance} +\\d{4}-`, 'm'));
  expect(list.stdout).toMatch(/^ {4}JOB_NO_RETRIES: .*422/m);
  const shown = await run('instances', 'show', instance);
  expect(shown.stdout).toMatch(/^task +SERVICE_TASK +active/m);
  expect(shown.stdout).toMatch(/^customer +"Alfreds"$/m);
  expect(shown.stdout).toContain(incident.key);
  expect(list.stdout + shown.stdout).not.toContain('MARKER');

  const variables = JSON.stringify({ url: `${backend.url}/stock` });
  const resolved = await run('incidents', 'resolve', incident.key, '--variables', variables);
  expect(resolved).toEqual({
    ...{ exitCode: 0, stderr: '' },
    stdout: `Retrying ${incident.key} (${id}, task)\n`,
  });
  await waitForState(instance, 'completed');

  const second = await start('/elsewhere');
  await findIncident(second);
  const all = ['incidents', 'resolve', '--all', '--process', id, '--variables', variables];
  expect(await runJson(...all)).toMatchObject({ failed: [], hasMore: false });
  await waitForState(second, 'completed');
}, 300_000);

test('an instance is listed while it runs, and canceled', async () => {
  const instance = await start('/stock');
  await vi.waitFor(async () => {
    const { instances } = await runJson('instances', '--process', id);
    expect(instances).toMatchObject([{ key: instance, processId: id, version: 1, state: 'active' }]);
  }, PATIENT);
  expect(await run('instances', 'cancel', instance)).toEqual({
    ...{ exitCode: 0, stderr: '', stdout: `Canceled ${instance}\n` },
  });
  await waitForState(instance, 'canceled');
}, 300_000);

test.each<readonly [string, readonly string[], number, RegExp]>([
  [
    'an incident that is not there',
    ['incidents', 'resolve', '1'],
    1,
    /1 of 1 incidents were not resolved: 1: /,
  ],
  [
    'an instance that is not there',
    ['instances', 'cancel', '1'],
    1,
    /1 of 1 instances were not canceled: 1: /,
  ],
  ['an instance that cannot be shown', ['instances', 'show', '1'], 2, /rejected the request/],
  ['all incidents without a filter', ['incidents', 'resolve', '--all'], 2, /--all needs a filter/],
  ['a process that is not deployed', ['instances', 'start', 'nobody'], 2, /rejected the request.*nobody/],
])('says clearly: %s', async (_, parameters, exitCode, message) => {
  expect(await run(...parameters)).toEqual({ exitCode, stdout: '', stderr: oneLine(message) });
});

test('a cluster whose gRPC gateway alone is configured: what to set', async () => {
  const environment = { ZEEBE_GRPC_ADDRESS: 'grpc://127.0.0.1:9', CAMUNDA_AUTH_STRATEGY: 'NONE' };
  const message = /Only the gRPC gateway .*set ZEEBE_REST_ADDRESS or cluster\.restAddress/;
  expect(await runCli(['incidents'], environment)).toEqual({
    ...{ exitCode: 2, stdout: '', stderr: oneLine(message) },
  });
});
