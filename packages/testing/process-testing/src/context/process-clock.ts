import type { Clock } from '@jobwright/engine/core';

/** The clock of a test: it stands still until the test moves it. */
export interface ProcessClock extends Clock {
  /** When the next callback falls due. */
  readonly nextDueAt: () => number | undefined;
  /** Sets the time and runs what has fallen due by then. */
  readonly moveTo: (timestampMs: number) => void;
}

interface Entry {
  readonly at: number;
  readonly callback: () => void;
}

/** Creates a clock that stands at `startMs`, in milliseconds since 1970. */
export function createProcessClock(startMs: number): ProcessClock {
  let nowMs = startMs;
  const entries = new Set<Entry>();
  const next = (): Entry | undefined => {
    let first: Entry | undefined;
    for (const entry of entries) if (!first || entry.at < first.at) first = entry;
    return first;
  };
  return {
    now: () => nowMs,
    schedule(at, callback) {
      const entry = { at, callback };
      entries.add(entry);
      return () => entries.delete(entry);
    },
    nextDueAt: () => next()?.at,
    moveTo(timestampMs) {
      nowMs = timestampMs;
      for (let entry = next(); entry && entry.at <= nowMs; entry = next()) {
        entries.delete(entry);
        entry.callback();
      }
    },
  };
}
