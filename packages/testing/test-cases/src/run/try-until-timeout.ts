import type { ProcessTest } from '@jobwright/process-testing';

/** A process whose timers are due more often within one wait never gets on. */
const MAX_STEPS = 1000;

/**
 * Tries until it works. Where the engine is idle, its clock moves to the next timer, as long as that is due
 * within the time limit: that is what would happen if one waited for real.
 * @throws what the last try threw
 */
export async function tryUntilTimeout<Value>(
  test: ProcessTest,
  attempt: () => Promise<Value>,
  { timeoutMs }: { readonly timeoutMs: number },
): Promise<Value> {
  const untilMs = test.currentTime().getTime() + timeoutMs;
  for (let step = 0; ; step += 1) {
    try {
      return await attempt();
    } catch (error) {
      const dueAt = test.nextDueTime();
      if (dueAt === undefined || dueAt.getTime() > untilMs || step >= MAX_STEPS) throw error;
      await test.setTime(Math.max(dueAt.getTime(), test.currentTime().getTime()));
    }
  }
}
