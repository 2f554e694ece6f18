import type { EmbeddedEngine } from '@jobwright/engine';
import { expect, vi } from 'vitest';

/**
 * Work that ends after the first deadline of its job, in the time of the engine, which is the test's: a
 * machine that is busy loses no deadline. Call it before the job is handed out; `lockMs` is how long a worker
 * has the job, and for how long its deadline is extended.
 */
export function outliveDeadline({ core }: EmbeddedEngine, lockMs: number): () => Promise<void> {
  const startedAt = Date.now();
  const pass = (share: number) => core.pinClock({ timestampMs: startedAt + share * lockMs });
  const extend = vi.spyOn(core, 'updateJobTimeout');
  pass(0);
  return async () => {
    pass(0.8);
    const before = extend.mock.calls.length;
    await vi.waitFor(() => expect(extend.mock.calls.length).toBeGreaterThan(before));
    pass(1.2);
  };
}
