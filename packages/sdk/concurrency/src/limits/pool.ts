import { createSemaphore } from './semaphore.ts';

/** How the items of a pool are opened, kept and closed. */
export interface PoolSpec<Item> {
  /** Items in use at a time. */
  readonly maxOpen: number;
  /** How many may wait for an item. Default: any number. */
  readonly maxQueued?: number;
  /** Milliseconds for which an item that nobody uses is kept; 0: not at all. Its timer does not keep the process alive. */
  readonly idleMs: number;
  /** Opens an item. The signal is that of whoever asks for it. */
  readonly open: (signal: AbortSignal) => Item | Promise<Item>;
  /** Closes an item, also one that is broken. Only `Pool.close` says that it failed. */
  readonly close: (item: Item) => void | Promise<void>;
  /** Whether an item may be used again. Default: always. */
  readonly isUsable?: (item: Item) => boolean;
  /** Makes an item that was kept ready to be used again. One for which it rejects is closed, and another is taken. */
  readonly revive?: (item: Item, signal: AbortSignal) => Promise<unknown>;
}

/** An item that is in use, by one user alone. `release` or `discard` ends the use; after either both do nothing. */
export interface PooledItem<Item> {
  readonly item: Item;
  /** Gives the item back for the next user; one that is no longer usable is closed. */
  readonly release: () => void;
  /** Closes the item. The next user gets its turn when that is done. Never rejects. */
  readonly discard: () => Promise<void>;
}

/** Connections or threads of one kind, so many at a time. The one used last is used next. */
export interface Pool<Item> {
  /**
   * Resolves to an item of one's own.
   * @throws QueueFullError when too many wait, the reason of the signal as an `Error`, what `open` throws, or `Error` once the pool is closed
   */
  acquire(signal: AbortSignal): Promise<PooledItem<Item>>;
  /** Closes all items, those in use too. Rejects when some could not be closed. */
  close(): Promise<void>;
}

/** Creates a pool without items. */
export function createPool<Item>(spec: PoolSpec<Item>): Pool<Item> {
  const { maxOpen, maxQueued, idleMs, isUsable = () => true } = spec;
  const semaphore = createSemaphore(maxOpen, maxQueued === undefined ? {} : { maxQueued });
  const items = new Set<Item>();
  /** The one used last is the last one. */
  const idle = new Map<Item, NodeJS.Timeout>();

  const close = async (item: Item): Promise<void> => {
    if (!items.delete(item)) return;
    clearTimeout(idle.get(item));
    idle.delete(item);
    await spec.close(item);
  };
  const closeQuietly = (item: Item): Promise<void> => close(item).catch(() => undefined);

  const takeIdle = (): Item | undefined => {
    const last = [...idle].at(-1);
    if (last === undefined) return undefined;
    const [item, timer] = last;
    clearTimeout(timer);
    idle.delete(item);
    return item;
  };
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
    for (let item = takeIdle(); item !== undefined; item = takeIdle()) {
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
  const keep = (item: Item): void => {
    if (semaphore.isClosed || idleMs === 0 || !isUsable(item)) return void closeQuietly(item);
    const timer = setTimeout(() => void closeQuietly(item), idleMs);
    timer.unref();
    idle.set(item, timer);
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
          keep(item);
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
