import { setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createSharedCapacity, type CapacityLimits } from './capacity-pool.ts';
import type { JobCapacity } from './job-capacity.ts';

const { signal } = new AbortController();
setMaxListeners(0, signal);
const A = 'acme:a:1';
const B = 'acme:b:1';

const shareOf = (
  limits: Partial<CapacityLimits> = {},
  clusters: readonly { readonly maxConcurrentJobs?: number; readonly isConnected?: () => boolean }[] = [
    {},
    {},
  ],
) => {
  const [east, west] = createSharedCapacity(
    { types: [A, B], maxConcurrentJobs: 64, maxJobsOf: () => 1_000, maxHeldBytes: 1e9, ...limits },
    clusters.map((cluster) => ({ isConnected: () => true, ...cluster })),
  );
  if (east === undefined || west === undefined) throw new Error('Expected two clusters');
  return { east, west };
};

/** Takes jobs in while there is room, and runs them. Returns how many, and what ends each. */
async function fill(capacity: JobCapacity, type: string, bytes = 1) {
  const ends: (() => void)[] = [];
  while (capacity.free(type) > 0) {
    const leave = capacity.admit(type, bytes);
    const endRun = await capacity.acquireSlot(type, signal);
    ends.push(() => {
      endRun();
      leave?.();
    });
  }
  return { count: ends.length, ends };
}

describe('slots of clusters', () => {
  it('are for whoever comes first but for the part that the other is guaranteed', async () => {
    const { east, west } = shareOf();
    // A quarter is guaranteed, in equal parts: 8 for each cluster.
    expect(await fill(east, A)).toMatchObject({ count: 52 });
    expect(await fill(east, B)).toMatchObject({ count: 4 });
    expect(await fill(west, A)).toMatchObject({ count: 4 });
    expect(await fill(west, B)).toMatchObject({ count: 4 });
  });

  it('go to the cluster with the fewest when they come free', async () => {
    const { east, west } = shareOf({ types: [A], maxConcurrentJobs: 8 });
    const { ends } = await fill(east, A);
    expect(ends).toHaveLength(7);
    await fill(west, A);
    const served: string[] = [];
    const waits = [
      east.acquireSlot(A, signal).then(() => void served.push('east')),
      west.acquireSlot(A, signal).then(() => void served.push('west')),
    ];
    ends[0]?.();
    await Promise.race(waits);
    expect(served).toEqual(['west']);
    ends[1]?.();
    await Promise.all(waits);
  });

  it('are kept free for no cluster that cannot be reached', async () => {
    let isConnected = false;
    const { east, west } = shareOf({}, [{}, { isConnected: () => isConnected }]);
    expect(east.free(A)).toBe(60);
    isConnected = true;
    expect(east.free(A)).toBe(52);
    isConnected = false;
    expect(await fill(east, A)).toMatchObject({ count: 60 });
    expect(west.free(A)).toBe(0);
  });

  it('are kept free for nothing that is paused or closed', () => {
    const { east, west } = shareOf();
    west.pause(A);
    west.pause(B);
    expect([west.isPaused(A), east.isPaused(A)]).toEqual([true, false]);
    expect([west.free(A), east.free(A)]).toEqual([0, 60]);
    west.resume(A);
    expect(east.free(A)).toBe(56);
    west.close();
    expect(east.free(A)).toBe(60);
    west.resume(B);
    expect([west.free(B), east.free(A)]).toEqual([0, 60]);
  });

  it('are bounded for a cluster that has a bound', async () => {
    const { east, west } = shareOf({}, [{ maxConcurrentJobs: 3 }, {}]);
    expect(await fill(east, A)).toMatchObject({ count: 3 });
    expect(east.free(B)).toBe(0);
    expect(west.free(A)).toBeGreaterThan(50);
  });

  it('of a closed cluster are given to nobody, those of the other are', async () => {
    const { east, west } = shareOf({ types: [A], maxConcurrentJobs: 2 });
    const ends = [...(await fill(east, A)).ends, ...(await fill(west, A)).ends];
    const closed = expect(west.acquireSlot(A, signal)).rejects.toThrow('No more jobs are started');
    const next = east.acquireSlot(A, signal);
    west.close();
    await closed;
    for (const end of ends) end();
    await next;
  });
});

describe('the limit of a connector', () => {
  it('is shared by clusters, each with a guaranteed part', async () => {
    const { east, west } = shareOf({ maxJobsOf: () => 16 });
    expect(await fill(east, A)).toMatchObject({ count: 14 });
    expect(await fill(west, A)).toMatchObject({ count: 2 });
    expect(await fill(west, B)).toMatchObject({ count: 14 });
  });

  it('holds for jobs that run, also where both clusters asked for the last one', async () => {
    const { east, west } = shareOf({ maxJobsOf: () => 1 });
    expect([east.free(A), west.free(A)]).toEqual([1, 1]);
    const order: string[] = [];
    const run = async (name: string, capacity: JobCapacity) => {
      const leave = capacity.admit(A, 1);
      const end = await capacity.acquireSlot(A, signal);
      order.push(`${name} begins`);
      await Promise.resolve();
      order.push(`${name} ends`);
      end();
      leave?.();
    };
    await Promise.all([run('east', east), run('west', west)]);
    expect(order).toEqual(['east begins', 'east ends', 'west begins', 'west ends']);
    expect([east.inFlight(A), west.inFlight(A), east.free(A)]).toEqual([0, 0, 1]);
  });
});

it('bytes are shared, and the other cluster always has its part', async () => {
  const { east, west } = shareOf({ maxHeldBytes: 6_400 });
  const { count } = await fill(east, A, 100);
  expect(count).toBe(52);
  expect([east.bytesInFlight(), west.bytesInFlight()]).toEqual([5_200, 0]);
  expect(await fill(west, A, 100)).toMatchObject({ count: 4 });
});

it('who waits is told when a job of the other cluster has ended', async () => {
  const { east, west } = shareOf({ types: [A], maxJobsOf: () => 1 });
  const { ends } = await fill(east, A);
  const waiting = west.waitFor(A, 1, { timeoutMs: 60_000 });
  ends[0]?.();
  expect(await waiting).toBe(1);
});
