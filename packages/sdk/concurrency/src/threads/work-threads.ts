import type { Worker } from 'node:worker_threads';
import { createPool } from '../limits/pool.ts';
import { runOnThread, type WorkLimits, type WorkResult } from './run-on-thread.ts';
import { startThread } from './start-thread.ts';
import { yieldToEventLoop } from '../waiting/yield-to-event-loop.ts';
import type { ToWorkThread } from './work-messages.ts';

/** Of a thread, unless the options say otherwise. */
export const MAX_MEMORY_MB = 128;

export interface WorkThreadsOptions {
  /** Threads that work at the same time; others wait. Default 2. */
  readonly threads?: number;
  /** Megabytes that a thread may take. Default 128. */
  readonly maxMemoryMb?: number;
  /** Milliseconds after which a thread without work ends. Default 30,000. */
  readonly idleMs?: number;
}

/** Threads for endable work. They are started when there is work, and ended when there is none. */
export interface WorkThreads {
  run<Output>(task: ToWorkThread, limits: WorkLimits): Promise<WorkResult<Output>>;
  close(): Promise<void>;
}

export function createWorkThreads(options: WorkThreadsOptions = {}): WorkThreads {
  const { threads = 2, maxMemoryMb = MAX_MEMORY_MB, idleMs = 30_000 } = options;
  const pool = createPool<Worker>({
    maxOpen: threads,
    idleMs,
    open: () => startThread(maxMemoryMb),
    close: async (thread) => void (await thread.terminate()),
  });

  return {
    async run<Output>(task: ToWorkThread, limits: WorkLimits) {
      const thread = await pool.acquire(limits.signal);
      let isFit = false;
      try {
        // The input is copied, which blocks the event loop.
        await yieldToEventLoop();
        const result = await runOnThread<Output>(thread.item, task, limits);
        isFit = result.kind === 'done';
        return result;
      } finally {
        if (isFit) thread.release();
        else await thread.discard();
      }
    },
    close: () => pool.close(),
  };
}
