import { camunda8, ClusterUnreachableError, startConnectors } from '@jobwright/camunda8';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createLoadWorld, workOn } from './testing/load-world.ts';
import { transport } from './testing/jobs-address.ts';
import { connectTarget, type Target } from './testing/target.ts';
import { startTcpProxy, type TcpProxy } from '@jobwright/test-servers';

const LOST = 'The engine does not deliver jobs; retrying';
const BACK = 'The engine answers again';
const SOON = { timeout: 50_000, interval: 50 };

let target: Target;
let proxy: TcpProxy;
const world = createLoadWorld(() => target);

beforeAll(async () => {
  target = await connectTarget();
});
afterAll(() => target.close());
beforeEach(async () => {
  proxy = await startTcpProxy(target.jobsAddress);
  onTestFinished(() => proxy.close());
});

function createLog() {
  const lines: string[] = [];
  const log = (_fields: object, message: string) => {
    if (!message.startsWith('Jobs come over REST')) lines.push(message);
  };
  return { lines, logger: { debug: () => undefined, info: log, warn: log, error: log } };
}

/** Two connectors behind the proxy, at work. */
async function work() {
  const tasks = [await world.deploy(), await world.deploy()] as const;
  const { lines, logger } = createLog();
  const connectors = tasks.map(({ jobType }) => workOn(jobType, async () => ({})));
  const workers = await startConnectors({
    connectors,
    logger,
    clusters: [
      camunda8({
        settings: { ...target.configuration, ...target.jobsFrom(proxy.address) },
        // Jobs that were pushed into a dead connection come again after this.
        activationTimeoutMs: 4_000,
      }),
    ],
  });
  onTestFinished(() => workers.close({ timeoutMs: 0 }));
  const done = (count: number) =>
    vi.waitFor(
      () =>
        expect(tasks.map(({ jobType }) => workers.runtime.statistics()[jobType]?.complete)).toEqual([
          count,
          count,
        ]),
      SOON,
    );
  const start = (count: number) => Promise.all(tasks.map((task) => task.start(count)));
  await start(2);
  await done(2);
  return { workers, lines, start, done };
}

describe('jobs go on after', () => {
  test('a network that refuses connections, again and again', async () => {
    const { workers, lines, start, done } = await work();
    for (const round of [1, 2]) {
      await proxy.cut();
      await vi.waitFor(() => expect(workers.isConnected).toBe(false), SOON);
      await start(2);
      await proxy.mend();
      await done(2 + 2 * round);
      await vi.waitFor(() => expect(lines).toHaveLength(2 * round), SOON);
    }
    expect(lines).toEqual([LOST, BACK, LOST, BACK]);
    expect(workers.isConnected).toBe(true);
  });

  test('a network that swallows everything and then forgets the connection', async () => {
    const { workers, lines, start, done } = await work();
    proxy.freeze();
    await vi.waitFor(() => expect(workers.isConnected).toBe(false), SOON);
    await start(2);
    await proxy.mend();
    await done(4);
    await vi.waitFor(() => expect(lines).toEqual([LOST, BACK]), SOON);
  });

  test.runIf(transport === 'grpc')('an outage that began before the start', async () => {
    await proxy.cut();
    const task = await world.deploy();
    const { lines, logger } = createLog();
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

  test.runIf(transport === 'grpc')('a cluster whose name is not known yet', async () => {
    const { lines, logger } = createLog();
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

test('an answer given while the network is away arrives when it is back: the job is not worked on twice', async () => {
  const task = await world.deploy();
  let runs = 0;
  let finish = (): void => undefined;
  const { runtime } = await world.attach(
    [
      workOn(task.jobType, () => {
        runs += 1;
        return new Promise<void>((resolve) => (finish = resolve));
      }),
    ],
    { address: proxy.address },
  );
  await task.start(1);
  await vi.waitFor(() => expect(runs).toBe(1), SOON);
  await proxy.cut();
  finish();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await proxy.mend();
  await vi.waitFor(() => expect(runtime.statistics()[task.jobType]?.complete).toBe(1), SOON);
  expect(runs).toBe(1);
});

test.each(['cut', 'freeze'] as const)('a shutdown ends within its budget after a %s', async (failure) => {
  const task = await world.deploy();
  let runs = 0;
  const workers = await world.attach(
    [
      workOn(task.jobType, () => {
        runs += 1;
        return new Promise(() => undefined);
      }),
    ],
    { address: proxy.address },
  );
  await task.start(3);
  await vi.waitFor(() => expect(runs).toBe(3), SOON);
  await proxy[failure]();
  await workers.close({ timeoutMs: 500 });
  expect(workers.runtime.jobsInFlight(task.jobType)).toBe(0);
  expect(workers.runtime.statistics()[task.jobType]).toMatchObject({ activated: 3, unanswered: 3 });
});

test('credentials that cannot be had are an outage like any other', async () => {
  const { configuration } = target;
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
