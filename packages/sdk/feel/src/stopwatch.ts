/** When work began, in wall-clock and processor time. */
export interface Stopwatch {
  readonly startedAt: number;
  /** Read at the start, or less than a millisecond before it. */
  readonly cpuAtStart: { readonly user: number; readonly system: number };
}

/**
 * Reading the processor time is slow, and most evaluations take a hundredth of this: those that start within
 * a millisecond share one reading.
 */
const SHARED_MS = 1;

let lastReading: Stopwatch | undefined;

/** Starts now. Evaluations that belong together share one. */
export function startStopwatch(): Stopwatch {
  const startedAt = performance.now();
  if (lastReading === undefined || startedAt - lastReading.startedAt >= SHARED_MS) {
    lastReading = { startedAt, cpuAtStart: process.cpuUsage() };
    return lastReading;
  }
  return { startedAt, cpuAtStart: lastReading.cpuAtStart };
}

/** Both wall-clock and processor time must exceed the limit, so that a busy machine stops nothing. */
export function isOver({ cpuAtStart }: Stopwatch, elapsedMs: number, maxMs: number): boolean {
  if (elapsedMs <= maxMs) return false;
  const { user, system } = process.cpuUsage(cpuAtStart);
  return (user + system) / 1000 > maxMs;
}
