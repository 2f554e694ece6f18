import type { Clock } from './commands.ts';
import type { EngineState } from './engine-state.ts';

/** A clock that can be stopped at a time and let go again. */
export interface PinnableClock extends Clock {
  /** Stops the clock at a time, and runs what falls due there. */
  pin(timestampMs: number): void;
  /** Goes on with the time of the clock behind it. */
  reset(): void;
}

interface Entry {
  readonly at: number;
  readonly callback: () => void;
  cancel: (() => void) | undefined;
}

/** While it is pinned, nothing falls due on the clock behind it. Where it is pinned is part of the state. */
export function createPinnableClock(clock: Clock, state: Pick<EngineState, 'pinnedAtMs'>): PinnableClock {
  const entries = new Set<Entry>();
  const now = (): number => state.pinnedAtMs ?? clock.now();
  const start = (entry: Entry): void => {
    if (state.pinnedAtMs !== undefined) return;
    entry.cancel = clock.schedule(entry.at, () => {
      entries.delete(entry);
      entry.callback();
    });
  };
  const stop = (entry: Entry): void => {
    entry.cancel?.();
    entry.cancel = undefined;
  };
  const takeDue = (): Entry | undefined => {
    let next: Entry | undefined;
    for (const entry of entries) if (entry.at <= now() && (!next || entry.at < next.at)) next = entry;
    if (next) entries.delete(next);
    return next;
  };
  const runDue = (): void => {
    for (let entry = takeDue(); entry; entry = takeDue()) {
      stop(entry);
      entry.callback();
    }
  };
  return {
    now,
    schedule(at, callback) {
      const entry: Entry = { at, callback, cancel: undefined };
      entries.add(entry);
      start(entry);
      return () => {
        entries.delete(entry);
        stop(entry);
      };
    },
    pin(timestampMs) {
      state.pinnedAtMs = timestampMs;
      for (const entry of entries) stop(entry);
      runDue();
    },
    reset() {
      if (state.pinnedAtMs === undefined) return;
      delete state.pinnedAtMs;
      runDue();
      for (const entry of entries) if (!entry.cancel) start(entry);
    },
  };
}
