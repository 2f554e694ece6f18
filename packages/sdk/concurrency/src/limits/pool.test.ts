import { describe, expect, test } from 'vitest';
import { createPool, type PoolSpec } from './pool.ts';
import { QueueFullError } from './semaphore.ts';

const { signal } = new AbortController();

interface Item {
  readonly id: number;
  isOpen: boolean;
  isFit: boolean;
}

function openPool(spec: Partial<PoolSpec<Item>> = {}) {
  const items: Item[] = [];
  const pool = createPool<Item>({
    maxOpen: 2,
    idleMs: 60_000,
    open() {
      const item = { id: items.length, isOpen: true, isFit: true };
      items.push(item);
      return item;
    },
    close(item) {
      item.isOpen = false;
    },
    isUsable: ({ isFit }) => isFit,
    ...spec,
  });
  return { pool, items, isOpen: () => items.map((item) => item.isOpen) };
}

describe('a pool', () => {
  test('uses an item again, the one used last first', async () => {
    const { pool, items } = openPool();
    const [first, second] = await Promise.all([pool.acquire(signal), pool.acquire(signal)]);
    second.release();
    first.release();
    expect((await pool.acquire(signal)).item.id).toBe(0);
    expect((await pool.acquire(signal)).item.id).toBe(1);
    expect(items).toHaveLength(2);
  });

  test('has others wait while all items are in use, so many at most', async () => {
    const { pool, items } = openPool({ maxOpen: 1, maxQueued: 1 });
    const first = await pool.acquire(signal);
    const second = pool.acquire(signal);
    await expect(pool.acquire(signal)).rejects.toEqual(new QueueFullError(1));
    first.release();
    first.release();
    await second;
    expect(items).toHaveLength(1);
  });

  test('closes what is discarded before the next user opens another', async () => {
    let finish = (): void => undefined;
    const { pool, isOpen } = openPool({
      maxOpen: 1,
      close: (item) =>
        new Promise((resolve) => {
          finish = () => {
            item.isOpen = false;
            resolve();
          };
        }),
    });
    const first = await pool.acquire(signal);
    const second = pool.acquire(signal);
    const discarded = first.discard();
    expect(isOpen()).toEqual([true]);
    finish();
    await discarded;
    await second;
    expect(isOpen()).toEqual([false, true]);
  });

  test('does not keep what is not usable, nor anything without time for it', async () => {
    const { pool, items, isOpen } = openPool();
    const { item, release } = await pool.acquire(signal);
    item.isFit = false;
    release();
    const next = await pool.acquire(signal);
    next.release();
    items[1]!.isFit = false;
    await pool.acquire(signal);
    expect(isOpen()).toEqual([false, false, true]);

    const brief = openPool({ idleMs: 0 });
    (await brief.pool.acquire(signal)).release();
    expect(brief.isOpen()).toEqual([false]);
  });

  test('closes what nobody has used for some time', async () => {
    const { pool, isOpen } = openPool({ idleMs: 1 });
    (await pool.acquire(signal)).release();
    await expect.poll(isOpen).toEqual([false]);
  });

  test('closes what cannot be revived, and opens another', async () => {
    const { pool, isOpen } = openPool({ revive: () => Promise.reject(new Error('gone')) });
    (await pool.acquire(signal)).release();
    const { item } = await pool.acquire(signal);
    expect([item.id, isOpen()]).toEqual([1, [false, true]]);
  });

  test('lets the next try when one could not be opened', async () => {
    let tries = 0;
    const { pool } = openPool({
      maxOpen: 1,
      open: () => {
        tries += 1;
        if (tries === 1) throw new Error('refused');
        return { id: tries, isOpen: true, isFit: true };
      },
    });
    await expect(pool.acquire(signal)).rejects.toThrow('refused');
    expect((await pool.acquire(signal)).item.id).toBe(2);
  });

  test('closes all items with it, and opens none any more', async () => {
    const { pool, isOpen } = openPool();
    const used = await pool.acquire(signal);
    (await pool.acquire(signal)).release();
    const controller = new AbortController();
    await pool.acquire(signal);
    const queued = pool.acquire(controller.signal);
    await pool.close();
    expect(isOpen()).toEqual([false, false]);
    await expect(queued).rejects.toThrow('closed');
    used.release();
    await expect(pool.acquire(signal)).rejects.toThrow('closed');
  });

  test('closes what is opened after its end', async () => {
    let finish = (): void => undefined;
    const item = { id: 7, isOpen: true, isFit: true };
    const { pool } = openPool({ open: () => new Promise((resolve) => (finish = () => resolve(item))) });
    const opening = pool.acquire(signal);
    await new Promise((resolve) => setImmediate(resolve));
    await pool.close();
    finish();
    await expect(opening).rejects.toThrow('closed');
    expect(item.isOpen).toBe(false);
  });
});
