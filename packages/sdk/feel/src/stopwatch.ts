/** When work began, in wall-clock and processor time. */
export interface Stopwatch {
  readonly startedAt: number;
  readonly cpuAtStart: { readonly user: number; readonly system: number };
}

/** Starts now. Reading the processor time is slow: evaluations that belong together share one. */
export function startStopwatch(): Stopwatch {
  return { startedAt: performance.now(), cpuAtStart: process.cpuUsage() };
}

/** Both wall-clock and processor time must exceed the limit, so that a busy machine stops nothing. */
export function isOver({ cpuAtStart }: Stopwatch, elapsedMs: number, maxMs: number): boolean {
  if (elapsedMs <= maxMs) return false;
  const { user, system } = process.cpuUsage(cpuAtStart);
  return (user + system) / 1000 > maxMs;
}
