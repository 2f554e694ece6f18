import { createSemaphore } from './semaphore.ts';

/** How the items of a pool are opened, kept and closed. */
export interface PoolSpec<Item> {
  /** Items in use at a time. */
  readonly maxOpen: number;
  /** How many may wait for an item. Default: any number. */
  readonly maxQueued?: number;
  /**
   * Milliseconds for which an item that nobody uses is kept; 0: not at all. Its timer does not keep the
   * process alive.
   */
  readonly idleMs: number;
  /** Opens an item. The signal is that of whoever asks for it. */
  readonly open: (signal: AbortSignal) => Item | Promise<Item>;
  /** Closes an item, also one that is broken. Only `Pool.close` says that it failed. */
  readonly close: (item: Item) => void | Promise<void>;
  /** Whether an item may be used again. Default: always. */
  readonly isUsable?: (item: Item) => boolean;
  /**
   * Makes an item that was kept ready to be used again. One for which it rejects is closed, and another is
   * taken.
   */
  readonly revive?: (item: Item, signal: AbortSignal) => Promise<unknown>;
}

/**
 * An item that is in use, by one user alone. `release` or `discard` ends the use; after either both do
 * nothing.
 */
export interface PooledItem<Item> {
  readonly item: Item;
  /** Gives the item back for the next user; one that is no longer usable is closed. */
  readonly release: () => void;
  /** Closes the item. The next user gets an item once that is done. Never rejects. */
  readonly discard: () => Promise<void>;
}

/** Connections or threads of one kind, so many at a time. The one used last is used next. */
export interface Pool<Item> {
  /**
   * Resolves to an item of one's own.
   * @throws QueueFullError when too many wait, the reason of the signal as an `Error`, what `open` throws, or
   * `Error` once the pool is closed
   */
  acquire(signal: AbortSignal): Promise<PooledItem<Item>>;
  /** Closes all items, those in use too. Rejects when some could not be closed. */
  close(): Promise<void>;
}

/** Creates a pool without items. */
export function createPool<Item>(spec: PoolSpec<Item>): Pool<Item> {
  const { maxOpen, maxQueued, isUsable = () => true } = spec;
  const semaphore = createSemaphore(maxOpen, maxQueued === undefined ? {} : { maxQueued });
  const items = new Set<Item>();

  const close = async (item: Item): Promise<void> => {
    idle.remove(item);
    if (items.delete(item)) await spec.close(item);
  };
  const closeQuietly = (item: Item): Promise<void> => close(item).catch(() => undefined);
  const idle = createIdleItems<Item>(spec.idleMs, (item) => void closeQuietly(item));

  const isReady = async (item: Item, signal: AbortSignal): Promise<boolean> => {
    if (!isUsable(item)) return false;
    if (spec.revive === undefined) return true;
    const isRevived = await spec.revive(item, signal).then(
      () => true,
      () => false,
    );
    return isRevived && isUsable(item);
  };
  const takeReady = async (signal: AbortSignal): Promise<Item | undefined> => {
    for (let item = idle.take(); item !== undefined; item = idle.take()) {
      if (await isReady(item, signal)) return item;
      await closeQuietly(item);
      signal.throwIfAborted();
    }
    return undefined;
  };
  const open = async (signal: AbortSignal): Promise<Item> => {
    const item = await spec.open(signal);
    items.add(item);
    if (!semaphore.isClosed) return item;
    await closeQuietly(item);
    throw new Error('The pool has been closed');
  };

  return {
    async acquire(signal) {
      const releasePermit = await semaphore.acquire(signal);
      const item = await takeReady(signal)
        .then((ready) => ready ?? open(signal))
        .catch((error: unknown) => {
          releasePermit();
          throw error;
        });
      let hasEnded = false;
      return {
        item,
        release() {
          if (hasEnded) return;
          hasEnded = true;
          if (semaphore.isClosed || spec.idleMs === 0 || !isUsable(item)) void closeQuietly(item);
          else idle.add(item);
          releasePermit();
        },
        async discard() {
          if (hasEnded) return;
          hasEnded = true;
          await closeQuietly(item);
          releasePermit();
        },
      };
    },
    async close() {
      semaphore.close();
      await Promise.all([...items].map(close));
    },
  };
}

interface IdleItems<Item> {
  add(item: Item): void;
  /** The item that was added last. */
  take(): Item | undefined;
  remove(item: Item): void;
}

function createIdleItems<Item>(idleMs: number, onExpired: (item: Item) => void): IdleItems<Item> {
  const timers = new Map<Item, NodeJS.Timeout>();
  const remove = (item: Item): void => {
    clearTimeout(timers.get(item));
    timers.delete(item);
  };
  return {
    add(item) {
      timers.set(item, setTimeout(() => onExpired(item), idleMs).unref());
    },
    take() {
      const last = [...timers.keys()].at(-1);
      if (last !== undefined) remove(last);
      return last;
    },
    remove,
  };
}
