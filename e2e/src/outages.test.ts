import { camunda8, ClusterUnreachableError, startConnectors } from '@jobwright/camunda8';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startTcpProxy, type TcpProxy } from '@jobwright/test-servers';
import { BACK, createOutageLog, defineOutages, defineOutagesAtWork, LOST } from './scenarios/outages.ts';
import { connectCamunda8World } from './testing/camunda8-world.ts';
import { transport } from './testing/jobs-address.ts';
import { workOn } from './scenarios/work-on.ts';
import { createLoadWorld } from './testing/load-world.ts';

const SOON = { timeout: 50_000, interval: 50 };

let tasks: Awaited<ReturnType<typeof connectCamunda8World>>;
let proxy: TcpProxy;
const world = createLoadWorld(() => tasks.target);

beforeAll(async () => {
  tasks = await connectCamunda8World();
});
afterAll(() => tasks.close());
beforeEach(async () => {
  proxy = await startTcpProxy(tasks.address);
  onTestFinished(() => proxy.close());
});

defineOutages(() => tasks);

describe.runIf(transport === 'grpc')('jobs go on after', () => {
  test('an outage that began before the start', async () => {
    await proxy.cut();
    const task = await world.deploy();
    const { lines, logger } = createOutageLog();
    const workers = await world.attach([workOn(task.jobType, async () => ({}))], {
      address: proxy.address,
      logger,
    });
    await vi.waitFor(() => expect(workers.isConnected).toBe(false), SOON);
    await task.start(1);
    await proxy.mend();
    await vi.waitFor(() => expect(workers.runtime.statistics()[task.jobType]?.complete).toBe(1), SOON);
    expect(lines).toEqual([LOST, BACK]);
  });

  test('a cluster whose name is not known yet', async () => {
    const { lines, logger } = createOutageLog();
    const task = await world.deploy();
    const workers = await world.attach([workOn(task.jobType, async () => ({}))], {
      address: 'zeebe.invalid:26500',
      logger,
    });
    await vi.waitFor(() => expect(workers.isConnected).toBe(false), SOON);
    await workers.close();
    expect(lines).toEqual([LOST]);
  });
});

describe.runIf(transport === 'grpc')('attached to a client of the application', () => {
  defineOutagesAtWork(
    () => tasks,
    (connector, address) => world.attach([connector], { address }),
  );
});

test('credentials that cannot be had are an outage like any other', async () => {
  const { configuration } = tasks.target;
  await expect(
    startConnectors({
      connectors: [workOn('test:none', async () => ({}))],
      clusters: [
        camunda8({
          settings: {
            ...configuration,
            CAMUNDA_AUTH_STRATEGY: 'OAUTH',
            ZEEBE_CLIENT_ID: 'worker',
            ZEEBE_CLIENT_SECRET: 'none',
            CAMUNDA_OAUTH_URL: `http://${proxy.address}/token`,
            CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true,
          },
          connectTimeoutMs: 2_000,
        }),
      ],
    }),
  ).rejects.toThrow(ClusterUnreachableError);
});
