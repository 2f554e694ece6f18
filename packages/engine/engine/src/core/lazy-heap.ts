export interface LazyHeapOptions<T> {
  /** Whether the first comes out before the second. */
  readonly isBefore: (first: T, second: T) => boolean;
  /** Whether an entry is still valid. Dead ones are dropped when they reach the top, or swept. */
  readonly isLive: (entry: T) => boolean;
}

export interface LazyHeap<T> {
  push(entry: T): void;
  /** The first live entry, which stays in the heap. */
  peek(): T | undefined;
  /** Removes and returns the first live entry. */
  pop(): T | undefined;
  /** Reports one dead entry; dead entries are swept when there are enough of them. */
  noteDead(): void;
  /** The number of entries, dead ones included. */
  size(): number;
}

const MIN_SWEEP = 64;

/** A binary heap whose entries may become invalid without being removed. At most about half of it is dead. */
export function createLazyHeap<T>({ isBefore, isLive }: LazyHeapOptions<T>): LazyHeap<T> {
  let entries: T[] = [];
  let dead = 0;

  const siftUp = (start: number, entry: T): void => {
    let index = start;
    while (index > 0) {
      const parentIndex = (index - 1) >> 1;
      const parent = entries[parentIndex];
      if (parent === undefined || !isBefore(entry, parent)) break;
      entries[index] = parent;
      index = parentIndex;
    }
    entries[index] = entry;
  };

  const siftDown = (start: number, entry: T): void => {
    let index = start;
    for (;;) {
      const left = entries[2 * index + 1];
      const right = entries[2 * index + 2];
      const isRight = right !== undefined && left !== undefined && isBefore(right, left);
      const child = isRight ? right : left;
      if (child === undefined || !isBefore(child, entry)) break;
      entries[index] = child;
      index = 2 * index + (isRight ? 2 : 1);
    }
    entries[index] = entry;
  };

  const dropTop = (): void => {
    const last = entries.pop();
    if (last !== undefined && entries.length > 0) siftDown(0, last);
  };

  const sweep = (): void => {
    const live = entries.filter(isLive);
    dead = 0;
    entries = [];
    for (const entry of live) siftUp(entries.length, entry);
  };

  const peek = (): T | undefined => {
    for (;;) {
      const top = entries[0];
      if (top === undefined || isLive(top)) return top;
      dropTop();
      if (dead > 0) dead -= 1;
    }
  };

  return {
    push: (entry) => siftUp(entries.length, entry),
    peek,
    pop() {
      const top = peek();
      if (top !== undefined) dropTop();
      return top;
    },
    noteDead() {
      dead += 1;
      if (dead > MIN_SWEEP && dead * 2 > entries.length) sweep();
    },
    size: () => entries.length,
  };
}
