import type { TestContext } from './test-context.ts';

// Fake timers of a test framework must not stop the waiting.
const { setTimeout: startTimer, clearTimeout: stopTimer } = globalThis;

/** Resolves when the promise does, or after a time in milliseconds. */
export async function withinTime(promise: Promise<void>, timeoutMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = startTimer(resolve, timeoutMs);
  });
  try {
    await Promise.race([promise, timeout]);
  } finally {
    stopTimer(timer);
  }
}

/**
 * Looks until what it looks for is there, and gives the last look. It waits only while something can happen
 * by itself: a look at an engine that is idle is the last one.
 */
export async function lookUntil<Look>(
  context: Pick<TestContext, 'canChange' | 'nextChange' | 'runner' | 'timeoutMs'>,
  look: () => Look,
  isGood: (look: Look) => boolean,
  timeoutMs = context.timeoutMs,
): Promise<Look> {
  const until = performance.now() + timeoutMs;
  for (;;) {
    context.runner.pump();
    const seen = look();
    const leftMs = until - performance.now();
    if (isGood(seen) || leftMs <= 0 || !context.canChange()) return seen;
    await context.nextChange(leftMs);
  }
}
