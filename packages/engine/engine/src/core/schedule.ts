import type { Clock, Key } from './commands.ts';
import type { EngineState } from './engine-state.ts';
import { createLazyHeap } from './lazy-heap.ts';

/** Something that falls due. */
export interface DueEntry {
  readonly kind: 'jobDeadline' | 'jobBackoff' | 'timer' | 'messageExpiry';
  readonly key: Key;
  readonly at: number;
  /** What decides between entries due at the same time; default: the key. */
  readonly orderKey?: Key;
}

export interface Schedule {
  add(entry: DueEntry): void;
  /** Reports that an entry is obsolete. */
  noteDead(): void;
  /** Takes the next entry that is due, and does it. */
  doNext(): void;
  /** When the next entry falls due. */
  nextAt(): number | undefined;
  /** The number of entries, dead ones included. */
  size(): number;
  close(): void;
}

function isLive({ jobs, timers, messages }: EngineState, { kind, key, at }: DueEntry): boolean {
  switch (kind) {
    case 'jobDeadline':
      return jobs.get(key)?.deadline === at;
    case 'jobBackoff':
      return jobs.get(key)?.availableAt === at;
    case 'timer':
      return timers.get(key)?.at === at;
    case 'messageExpiry':
      return messages.has(key);
  }
}

/**
 * By due date; at the same date by the element instance, then by the key, as the broker does. Keys have equal
 * lengths.
 */
function isBefore(first: DueEntry, second: DueEntry): boolean {
  if (first.at !== second.at) return first.at < second.at;
  const firstOrder = first.orderKey ?? first.key;
  const secondOrder = second.orderKey ?? second.key;
  return firstOrder === secondOrder ? first.key < second.key : firstOrder < secondOrder;
}

/** One heap for everything that falls due; at most one callback of the clock is pending. */
export function createSchedule(options: {
  readonly state: EngineState;
  readonly clock: Clock;
  readonly onDue: (entry: DueEntry) => void;
  /** Runs what takes and does one entry. */
  readonly record: (doOne: () => void) => void;
}): Schedule {
  const { state, clock, onDue, record } = options;
  const heap = createLazyHeap<DueEntry>({
    isBefore,
    isLive: (entry) => isLive(state, entry),
  });
  let wakeAt = Infinity;
  let cancelWake: (() => void) | undefined;
  let isClosed = false;

  const isDue = (entry: DueEntry | undefined): boolean => entry !== undefined && entry.at <= clock.now();
  const doNext = (): void => {
    const entry = isDue(heap.peek()) ? heap.pop() : undefined;
    if (entry) onDue(entry);
  };
  const wakeBy = (at: number): void => {
    if (at >= wakeAt || isClosed) return;
    cancelWake?.();
    wakeAt = at;
    cancelWake = clock.schedule(at, () => {
      wakeAt = Infinity;
      cancelWake = undefined;
      while (isDue(heap.peek())) record(doNext);
      const next = heap.peek();
      if (next) wakeBy(next.at);
    });
  };

  return {
    add(entry) {
      heap.push(entry);
      wakeBy(entry.at);
    },
    noteDead: () => heap.noteDead(),
    doNext,
    nextAt: () => heap.peek()?.at,
    size: () => heap.size(),
    close() {
      isClosed = true;
      cancelWake?.();
    },
  };
}
