import type { Connector } from '@jobwright/connector-sdk';
import { type ConnectorWorkers, startConnectors } from '@jobwright/runtime';
import { startTcpProxy } from '@jobwright/test-servers';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { TaskProcess, TaskWorld } from './task-world.ts';
import { workOn } from './work-on.ts';

/** Starts connectors that reach the engine by `address`, which is `host:port`. */
export type StartBehind = (connector: Connector, address: string) => Promise<ConnectorWorkers>;

export const LOST = 'The engine does not deliver jobs; retrying';
export const BACK = 'The engine answers again';
const SOON = { timeout: 50_000, interval: 50 };
/** Jobs that were handed out into a dead connection come again after this. */
const LOCK_MS = 4_000;

export const startMany = (tasks: readonly TaskProcess[], count: number) =>
  Promise.all(tasks.flatMap((task) => Array.from({ length: count }, () => task.start())));

/** What may be logged besides, on some engines. */
const ORDINARY = /^(?:Jobs come over REST|Tasks were unlocked whose poll was not answered in time$)/;

/** A log that keeps what is said during an outage. */
export function createOutageLog() {
  const lines: string[] = [];
  const log = (_fields: object, message: string) => {
    if (!ORDINARY.test(message)) lines.push(message);
  };
  return { lines, logger: { debug: () => undefined, info: log, warn: log, error: log } };
}

async function startProxy(address: string) {
  const proxy = await startTcpProxy(address);
  onTestFinished(() => proxy.close());
  return proxy;
}

/** A network that fails between connectors and their engine: the same on each engine. */
export function defineOutages(world: () => TaskWorld): void {
  /** Two connectors behind the proxy, at work. */
  async function work() {
    const tasks = [await world().deploy(), await world().deploy()];
    const proxy = await startProxy(world().address);
    const { lines, logger } = createOutageLog();
    const workers = await startConnectors({
      connectors: tasks.map(({ jobType }) => workOn(jobType, async () => ({}))),
      logger,
      clusters: [world().cluster({ address: proxy.address, lockMs: LOCK_MS })],
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
    await startMany(tasks, 2);
    await done(2);
    return { workers, proxy, lines, done, start: () => startMany(tasks, 2) };
  }

  describe('jobs go on after', () => {
    test('a network that refuses connections, again and again', async () => {
      const { workers, proxy, lines, start, done } = await work();
      for (const round of [1, 2]) {
        await proxy.cut();
        await vi.waitFor(() => expect(workers.isConnected).toBe(false), SOON);
        await start();
        await proxy.mend();
        await done(2 + 2 * round);
        await vi.waitFor(() => expect(lines).toHaveLength(2 * round), SOON);
      }
      expect(lines).toEqual([LOST, BACK, LOST, BACK]);
      expect(workers.isConnected).toBe(true);
    });

    test('a network that swallows everything and then forgets the connection', async () => {
      const { workers, proxy, lines, start, done } = await work();
      proxy.freeze();
      await vi.waitFor(() => expect(workers.isConnected).toBe(false), SOON);
      await start();
      await proxy.mend();
      await done(4);
      await vi.waitFor(() => expect(lines).toEqual([LOST, BACK]), SOON);
    }, 180_000);
  });

  defineOutagesAtWork(world, (connector, address) =>
    startConnectors({ connectors: [connector], clusters: [world().cluster({ address })] }),
  );
}

/** A network that fails while jobs are running. */
export function defineOutagesAtWork(world: () => TaskWorld, start: StartBehind): void {
  /** Jobs that end when they are told to, behind the proxy. */
  async function hold(count: number) {
    const task = await world().deploy();
    const proxy = await startProxy(world().address);
    const finishers: (() => void)[] = [];
    const hang = () => new Promise<void>((resolve) => void finishers.push(resolve));
    const workers = await start(workOn(task.jobType, hang), proxy.address);
    onTestFinished(() => workers.close({ timeoutMs: 0 }));
    await startMany([task], count);
    await vi.waitFor(() => expect(finishers).toHaveLength(count), SOON);
    const { jobType } = task;
    return { workers, proxy, jobType, finishers, statistics: () => workers.runtime.statistics()[jobType] };
  }

  test('an answer given while the network is away arrives when it is back: the job is not worked on twice', async () => {
    const { proxy, finishers, statistics } = await hold(1);
    await proxy.cut();
    for (const finish of finishers) finish();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await proxy.mend();
    await vi.waitFor(() => expect(statistics()).toMatchObject({ activated: 1, complete: 1 }), SOON);
    expect(finishers).toHaveLength(1);
  });

  test.each(['cut', 'freeze'] as const)('a shutdown ends within its budget after a %s', async (failure) => {
    const { workers, proxy, jobType, statistics } = await hold(3);
    await proxy[failure]();
    await workers.close({ timeoutMs: 500 });
    expect(workers.runtime.jobsInFlight(jobType)).toBe(0);
    expect(statistics()).toMatchObject({ activated: 3, unanswered: 3 });
  });
}
