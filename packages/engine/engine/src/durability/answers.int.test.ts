import { afterEach, beforeEach, expect, test } from 'vitest';

import { createEngineCore, DEFAULT_PHYSICAL_TENANT } from '../core/engine-core.ts';
import { definitions, end, flows, process, start, task } from '../core/testing/bpmn.ts';
import { TENANT } from '../core/testing/test-engine.ts';
import { createTestClock } from '../core/test-clock.ts';
import { startGrpcServer } from '../gateway/grpc/start-grpc-server.ts';
import { startRestServer } from '../gateway/rest/start-rest-server.ts';
import { connectSdk } from '../testing/connect-sdk.ts';
import { DataDirectoryFullError } from './data-directory-error.ts';

const HOST = '127.0.0.1';
const model = definitions(process('p', start(), task('a'), end(), flows('start > a > end')));
const creation = { bpmnProcessId: 'p', variables: {} };

/** Gateways on an engine whose disk does as the test says. */
async function startGateways() {
  const clock = createTestClock();
  const core = createEngineCore({ clock });
  const disk = { persisted: (): Promise<void> => Promise.resolve() };
  const persisted = (): Promise<void> => disk.persisted();
  const onWarning = (): void => undefined;
  await core.deploy({ resources: [{ name: 'p.bpmn', content: model }], tenantId: TENANT });
  const tenants = [{ id: DEFAULT_PHYSICAL_TENANT, core }];
  const grpc = await startGrpcServer({ tenants, persisted, host: HOST, port: 0, onWarning });
  const gateway = { host: HOST, port: grpc.port };
  const options = { core, persisted, others: [], clock, documents: {}, gateway, onWarning };
  const rest = await startRestServer({ ...options, host: HOST, port: 0 });
  const restAddress = `http://${HOST}:${rest.port}`;
  const client = connectSdk({
    grpcAddress: `grpc://${HOST}:${grpc.port}`,
    restAddress,
  } as never).getZeebeGrpcApiClient();
  return {
    core,
    disk,
    client,
    restAddress,
    async close() {
      await client.close();
      await rest.close();
      await grpc.close();
      core.close();
    },
  };
}

let gateways: Awaited<ReturnType<typeof startGateways>>;
beforeEach(async () => {
  gateways = await startGateways();
});
afterEach(() => gateways.close());

test('no answer goes out and no job is handed out before the disk has it', async () => {
  const { client, core, disk, restAddress } = gateways;
  const streamed: string[] = [];
  const stream = await client.streamJobs({
    type: 'a',
    worker: 'w',
    timeout: 60_000,
    tenantIds: [],
    taskHandler: (job) => {
      streamed.push(job.key);
      return job.forward();
    },
  });
  let release = (): void => undefined;
  const written = new Promise<void>((resolve) => {
    release = resolve;
  });
  disk.persisted = () => written;
  let answers = 0;
  const note = (): void => {
    answers += 1;
  };
  const created = client.createProcessInstance(creation).then(note);
  const pinned = fetch(`${restAddress}/v2/clock/reset`, { method: 'POST' }).then(note);
  await expect.poll(() => core.jobs().map(({ state }) => state)).toEqual(['ACTIVATED']);
  expect([answers, streamed]).toEqual([0, []]);
  release();
  await Promise.all([created, pinned]);
  await expect.poll(() => streamed).toHaveLength(1);
  stream.close?.();
});

test('while the disk is full, clients are told to come back', async () => {
  const { client, disk, restAddress } = gateways;
  disk.persisted = () => Promise.reject(new DataDirectoryFullError('There is no room in the folder'));
  await expect(client.createProcessInstance(creation)).rejects.toThrow(
    /8 RESOURCE_EXHAUSTED: There is no room in the folder/,
  );
  const polled = client.activateJobs({
    type: 'a',
    worker: 'w',
    timeout: 1_000,
    maxJobsToActivate: 1,
    requestTimeout: 1_000,
  });
  await expect(polled).rejects.toThrow(/RESOURCE_EXHAUSTED/);
  const response = await fetch(`${restAddress}/v2/clock/reset`, { method: 'POST' });
  expect([response.status, response.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
  expect(await response.json()).toMatchObject({
    title: 'RESOURCE_EXHAUSTED',
    detail: 'There is no room in the folder',
    instance: '/v2/clock/reset',
  });
  disk.persisted = () => Promise.resolve();
  expect((await client.createProcessInstance(creation)).bpmnProcessId).toBe('p');
});
