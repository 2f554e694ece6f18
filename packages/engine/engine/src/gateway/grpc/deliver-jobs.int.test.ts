import { once } from 'node:events';
import { type ClientReadableStream } from '@grpc/grpc-js';
import { expect, onTestFinished, test, vi } from 'vitest';
import { expectOk } from '../../core/testing/test-engine.ts';
import { startEngine } from '../../embedded-engine.ts';
import { workModel } from '../../testing/gateway-models.ts';
import { connectRawGateway, type Fields } from '../../testing/raw-gateway.ts';
import { startGrpcServer } from './start-grpc-server.ts';

const tenantId = '<default>';
const SOON = { timeout: 30_000, interval: 5 };
const poll = { type: 'p-work', worker: 'w', timeout: 60_000, maxJobsToActivate: 1, requestTimeout: 15_000 };

/** A gateway whose disk is slow: answers wait for it until `flush`. */
async function openSlowGateway() {
  const engine = await startEngine();
  onTestFinished(() => engine.close());
  let flush = (): void => undefined;
  let persisted = Promise.resolve();
  const server = await startGrpcServer({
    host: '127.0.0.1',
    port: 0,
    tenants: [{ id: 'default', core: engine.core }],
    persisted: () => persisted,
    onWarning: () => undefined,
  });
  onTestFinished(() => server.close());
  const resources = [{ name: 'p.bpmn', content: workModel('p') }];
  expectOk(await engine.core.deploy({ resources, tenantId }));
  const connect = () => {
    const gateway = connectRawGateway(`grpc://127.0.0.1:${server.port}`);
    onTestFinished(() => gateway.close());
    return gateway;
  };
  return {
    core: engine.core,
    connect,
    stall: () => void (persisted = new Promise((resolve) => (flush = resolve))),
    flush: () => flush(),
    create: () =>
      expectOk(engine.core.createInstance({ bpmnProcessId: 'p', version: -1, variables: {}, tenantId })),
  };
}

const stateOf = (core: Awaited<ReturnType<typeof openSlowGateway>>['core']) => core.jobs()[0]?.state;
const ended = async (call: ClientReadableStream<Fields>): Promise<void> => {
  call.cancel();
  await once(call, 'error');
};

test.each(['ActivateJobs', 'StreamActivatedJobs'])(
  'a job for a client of %s that has given up while its delivery waited for the disk comes back at once',
  async (rpc) => {
    const { core, connect, create, stall, flush } = await openSlowGateway();
    const [leaving, staying] = [connect(), connect()];
    const call = leaving.open(rpc, poll);
    call.on('data', () => undefined);
    call.on('error', () => undefined);
    await leaving.call('Topology', {});
    stall();
    create();
    await vi.waitFor(() => expect(stateOf(core)).toBe('ACTIVATED'), SOON);
    await ended(call);
    await vi.waitFor(() => expect(stateOf(core)).toBe('ACTIVATABLE'), SOON);
    flush();
    const [answer] = (await staying.collect('ActivateJobs', poll)) as readonly Fields[];
    expect(answer).toMatchObject({ jobs: [{ retries: 3 }] });
  },
);

test('a job that its client has got stays with it after the call', async () => {
  const { core, connect, create } = await openSlowGateway();
  const gateway = connect();
  create();
  const answer = (await gateway.collect('ActivateJobs', poll)) as readonly Fields[];
  expect(answer).toMatchObject([{ jobs: [{ retries: 3 }] }]);
  expect(await gateway.collect('ActivateJobs', { ...poll, requestTimeout: 200 })).toEqual([]);
  expect(stateOf(core)).toBe('ACTIVATED');
});

test('a job that cannot be given back, as the disk is full, does not end the engine', async () => {
  const { core, connect, create, stall, flush } = await openSlowGateway();
  const [leaving, staying] = [connect(), connect()];
  const call = leaving.open('ActivateJobs', poll);
  call.on('error', () => undefined);
  await leaving.call('Topology', {});
  const failJob = vi.spyOn(core, 'failJob').mockImplementation(() => {
    throw new Error('ENOSPC: no space left on device');
  });
  stall();
  create();
  await vi.waitFor(() => expect(stateOf(core)).toBe('ACTIVATED'), SOON);
  await ended(call);
  await vi.waitFor(() => expect(failJob).toHaveBeenCalledOnce(), SOON);
  flush();
  expect(await staying.call('Topology', {})).toHaveProperty('ok');
});
