import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { createSemaphore, QueueFullError } from './semaphore.ts';

const { signal } = new AbortController();
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a semaphore', () => {
  test('lets so many in at a time, and the others in the order they came', async () => {
    const semaphore = createSemaphore(2);
    const entered: string[] = [];
    const releases: (() => void)[] = [];
    const enter = async (name: string): Promise<void> => {
      releases.push(await semaphore.acquire(signal));
      entered.push(name);
    };
    for (const name of ['a', 'b', 'c', 'd']) void enter(name);
    await settle();
    expect(entered).toEqual(['a', 'b']);
    expect([semaphore.available, semaphore.queued]).toEqual([0, 2]);
    releases[1]?.();
    releases[1]?.();
    await settle();
    expect(entered).toEqual(['a', 'b', 'c']);
    releases[0]?.();
    await settle();
    expect(entered).toEqual(['a', 'b', 'c', 'd']);
  });

  test('gives several permits at once; nobody who wants fewer goes before', async () => {
    const semaphore = createSemaphore(3);
    const first = await semaphore.acquire(signal);
    const entered: string[] = [];
    const large = semaphore.acquire(signal, 10).then((release) => {
      entered.push('large');
      return release;
    });
    const small = semaphore.acquire(signal).then(() => entered.push('small'));
    await settle();
    expect(entered).toEqual([]);
    first();
    (await large)();
    await small;
    expect(entered).toEqual(['large', 'small']);
  });

  test('is not waited for any longer when the signal aborts; the next may then fit', async () => {
    const semaphore = createSemaphore(2);
    await semaphore.acquire(signal);
    const controller = new AbortController();
    const large = semaphore.acquire(controller.signal, 2);
    const small = semaphore.acquire(signal);
    controller.abort(new Error('the job is over'));
    await expect(large).rejects.toThrow('the job is over');
    await small;
    expect(semaphore.available).toBe(0);
    await expect(semaphore.acquire(controller.signal)).rejects.toThrow('over');
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  test('turns away whoever finds the queue full', async () => {
    const semaphore = createSemaphore(1, { maxQueued: 1 });
    const release = await semaphore.acquire(signal);
    const queued = semaphore.acquire(signal);
    await expect(semaphore.acquire(signal)).rejects.toEqual(new QueueFullError(1));
    release();
    await queued;
  });

  test('gives no permit once it is closed', async () => {
    const semaphore = createSemaphore(1);
    const release = await semaphore.acquire(signal);
    const queued = semaphore.acquire(signal);
    semaphore.close();
    await expect(queued).rejects.toThrow('closed');
    release();
    await expect(semaphore.acquire(signal)).rejects.toThrow('closed');
    expect([semaphore.available, semaphore.isClosed]).toEqual([1, true]);
  });
});
