import type { Clock } from './commands.ts';

/** A clock that stands still until it is advanced. */
export interface TestClock extends Clock {
  /** Moves the time forward and runs, in order, the callbacks that fall due. */
  advance(ms: number): void;
}

interface Entry {
  readonly at: number;
  readonly callback: () => void;
}

/**
 * Creates a clock that stands still until it is advanced.
 * @param startMs Milliseconds since the epoch; default 2026-01-01T00:00:00Z.
 */
export function createTestClock(startMs = Date.UTC(2026, 0, 1)): TestClock {
  let nowMs = startMs;
  const entries = new Set<Entry>();
  const nextDue = (until: number): Entry | undefined => {
    let next: Entry | undefined;
    for (const entry of entries) if (entry.at <= until && (!next || entry.at < next.at)) next = entry;
    return next;
  };
  return {
    now: () => nowMs,
    schedule(at, callback) {
      const entry = { at, callback };
      entries.add(entry);
      return () => entries.delete(entry);
    },
    advance(ms) {
      const until = nowMs + ms;
      for (let entry = nextDue(until); entry; entry = nextDue(until)) {
        entries.delete(entry);
        nowMs = Math.max(nowMs, entry.at);
        entry.callback();
      }
      nowMs = until;
    },
  };
}
