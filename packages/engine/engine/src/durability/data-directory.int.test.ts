import { cp, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

import {
  definitions,
  element,
  end,
  flows,
  process as bpmn,
  start,
  task,
  timerDefinition,
} from '../core/testing/bpmn.ts';
import { createTestClock } from '../core/test-clock.ts';
import { type EmbeddedEngine, type EngineOptions, startEngine } from '../embedded-engine.ts';
import { connectSdk } from '../testing/connect-sdk.ts';

const TENANT = '<default>';
const model = definitions(
  bpmn(
    'p',
    start(),
    task('a'),
    element('intermediateCatchEvent', 'timer', { body: timerDefinition('timeDuration', 'PT1H') }),
    task('b'),
    end(),
    flows('start > a > timer > b > end'),
  ),
);
const resources = [{ name: 'p.bpmn', content: model }];

let folder: string;
const engines: EmbeddedEngine[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'engine-data-'));
});
afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.close()));
  await rm(folder, { recursive: true, force: true });
});

async function open(name: string, options: EngineOptions = {}): Promise<EmbeddedEngine> {
  const engine = await startEngine({ dataDirectory: join(folder, name), ...options });
  engines.push(engine);
  return engine;
}

/** What a process that is killed now would leave. */
async function copyAsKilled(from: string, to: string): Promise<void> {
  await cp(join(folder, from), join(folder, to), { recursive: true });
  await rm(join(folder, to, 'lock'));
}

test('what clients were answered is there after a kill: over gRPC and REST, with timers and jobs', async () => {
  const clock = createTestClock();
  const engine = await open('one', { clock });
  expect(engine.restored).toEqual({ processes: 0, instances: 0, incidents: 0 });
  const grpc = connectSdk(engine).getZeebeGrpcApiClient();
  await grpc.deployResource({ process: Buffer.from(model), name: 'p.bpmn' });
  const created = await grpc.createProcessInstance({ bpmnProcessId: 'p', variables: { n: 1 } });
  const second = await grpc.createProcessInstance({ bpmnProcessId: 'p', variables: {} });
  await fetch(`${engine.restAddress}/v2/clock/reset`, { method: 'POST' });
  const jobs = await grpc.activateJobs({
    type: 'a',
    worker: 'w',
    timeout: 60_000,
    maxJobsToActivate: 1,
    requestTimeout: 1000,
  });
  await grpc.completeJob({ jobKey: jobs[0]!.key, variables: { done: true } });
  const variable = await fetch(`${engine.restAddress}/v2/cluster-variables/global`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'region', value: 'north' }),
  });
  expect(variable.status).toBe(200);
  await grpc.close();
  await copyAsKilled('one', 'two');

  const later = createTestClock(clock.now() + 3_600_000);
  const restarted = await open('two', { clock: later });
  expect(restarted.restored).toEqual({ processes: 1, instances: 2, incidents: 0 });
  const { core } = restarted;
  expect(core.instance(created.processInstanceKey)?.variables).toEqual({ n: 1, done: true });
  expect(core.clusterVariable({ name: 'region', scope: { kind: 'global' } } as never)?.value).toBe('north');
  // The timer fell due while nothing ran.
  later.advance(0);
  const activated = core.activateJobs({
    type: 'b',
    worker: 'w',
    timeoutMs: 1000,
    maxJobs: 5,
    fetchVariables: [],
  });
  expect(activated.ok && activated.value.map(({ processInstanceKey }) => processInstanceKey)).toEqual([
    created.processInstanceKey,
  ]);
  expect(core.instance(second.processInstanceKey)?.state).toBe('ACTIVE');
  const again = await core.deploy({ resources, tenantId: TENANT });
  expect(again.ok && again.value.processes[0]?.version).toBe(1);
});

test('a stop leaves a snapshot, and the next start goes on from it', async () => {
  const engine = await open('one');
  await engine.core.deploy({ resources, tenantId: TENANT });
  const command = {
    bpmnProcessId: 'p',
    version: -1,
    variables: { big: 9007199254740993n },
    tenantId: TENANT,
  };
  const created = engine.core.createInstance(command);
  await engine.close();
  expect((await readdir(join(folder, 'one'))).sort()).toEqual(['journal-1', 'snapshot-1']);
  const restarted = await open('one');
  expect(created.ok && restarted.core.instance(created.value.processInstanceKey)?.variables).toEqual({
    big: 9007199254740993n,
  });
});

test('documents outlast the process as their references say; what was not acknowledged is removed', async () => {
  const engine = await open('one');
  const upload = async (content: string, query = ''): Promise<Response> => {
    const body = new FormData();
    body.append('file', new File([content], 'a.txt', { type: 'text/plain' }));
    return fetch(`${engine.restAddress}/v2/documents${query}`, { method: 'POST', body });
  };
  const response = await upload('hello', '?documentId=../letter');
  expect(response.status).toBe(201);
  const reference: unknown = await response.json();
  expect(reference).toMatchObject({ storeId: 'local', documentId: '../letter', metadata: { size: 5 } });
  const { contentHash } = reference as { contentHash: string };
  const gone = (await (await upload('bye')).json()) as { documentId: string };
  const deleted = await fetch(`${engine.restAddress}/v2/documents/${gone.documentId}`, { method: 'DELETE' });
  expect(deleted.status).toBe(204);
  expect((await upload('again', '?documentId=../letter')).status).toBe(409);
  await copyAsKilled('one', 'two');
  const documents = join(folder, 'two', 'documents');
  await writeFile(join(documents, 'x.unfinished'), 'half');
  await writeFile(join(documents, 'y.content'), 'without a description');

  const restarted = await open('two');
  const url = `${restarted.restAddress}/v2/documents/${encodeURIComponent('../letter')}`;
  const found = await fetch(`${url}?contentHash=${contentHash}`);
  expect([found.status, found.headers.get('content-length'), await found.text()]).toEqual([
    200,
    '5',
    'hello',
  ]);
  expect((await fetch(`${restarted.restAddress}/v2/documents/${gone.documentId}?contentHash=x`)).status).toBe(
    404,
  );
  expect((await readdir(documents)).map((name) => name.replace(/^.*\./, '')).sort()).toEqual([
    'content',
    'json',
  ]);
});

test('physical tenants have folders of their own', async () => {
  const options = { physicalTenants: [{ id: 'acme' }] };
  const engine = await open('one', options);
  await engine.physicalTenants.get('acme')?.deploy({ resources, tenantId: TENANT });
  await engine.persisted();
  await engine.close();
  const restarted = await open('one', options);
  expect(restarted.restored).toEqual({ processes: 1, instances: 0, incidents: 0 });
  const command = { bpmnProcessId: 'p', version: -1, variables: {}, tenantId: TENANT };
  expect(restarted.core.createInstance(command).ok).toBe(false);
  expect(restarted.physicalTenants.get('acme')?.createInstance(command).ok).toBe(true);
});

test('only its owner can read the folder', async () => {
  await mkdir(join(folder, 'one'), { mode: 0o755 });
  await open('one');
  const modes = await Promise.all(['.', 'journal-0', 'lock'].map((name) => stat(join(folder, 'one', name))));
  expect(modes.map(({ mode }) => (mode & 0o777).toString(8))).toEqual(['700', '600', '600']);
});

test('a folder has one engine at a time, and one of its own', async () => {
  await open('one');
  await expect(open('one')).rejects.toThrow(
    /one is in use by the process \d+: stop that one, or choose another folder/,
  );
  await writeFile(join(folder, 'letter.txt'), '');
  await expect(open('.')).rejects.toThrow(/holds (letter.txt|one), which is not of the engine/);
});

test.each([
  ['its process is gone', JSON.stringify({ pid: 2 ** 30, started: '', id: 'x' })],
  [
    'it is of an earlier process with the same number',
    JSON.stringify({ pid: process.pid, started: 'x 1', id: 'x' }),
  ],
  ['another process has that number now', JSON.stringify({ pid: 1, started: 'x 1', id: 'x' })],
  ['it was never written', ''],
])('a lock does not count when %s', async (_why, text) => {
  await mkdir(join(folder, 'one'));
  await writeFile(join(folder, 'one', 'lock'), text);
  const engine = await open('one');
  await engine.close();
  expect(await readdir(join(folder, 'one'))).not.toContain('lock');
});
