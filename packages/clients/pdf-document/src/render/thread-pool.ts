import { availableParallelism, totalmem } from 'node:os';
import { createPool, QueueFullError } from '@jobwright/concurrency';
import { countThreads, type MachineFacts } from './count-threads.ts';
import { createThread, type RenderThread } from './create-thread.ts';
import { PdfError } from '../pdf-error.ts';

/** How many threads draw, and what each may take. */
export interface ThreadPoolOptions {
  /**
   * Threads that draw at the same time. Default: one less than there are processors, and no more than fit
   * into the memory of the machine or container with full heaps; at least 1, at most 8.
   */
  readonly threads?: number | undefined;
  /** Documents that may wait for a thread; another one fails with `busy`. Default 100. */
  readonly maxWaiting?: number | undefined;
  /** The largest heap of a thread, in megabytes. Default 256. */
  readonly maxMemoryMb?: number | undefined;
  /** Milliseconds after which an idle thread ends. Default 30,000. */
  readonly idleMs?: number | undefined;
}

export interface ThreadPool {
  /**
   * Runs work on a thread of its own. A thread whose work did not end properly is terminated. @throws
   * PdfError `busy`
   */
  run<Answer>(signal: AbortSignal, work: (thread: RenderThread) => Promise<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

export function createThreadPool(options: ThreadPoolOptions = {}): ThreadPool {
  const { maxWaiting = 100, maxMemoryMb = 256, idleMs = 30_000 } = options;
  const maxOpen = options.threads ?? countThreads(readMachine(), maxMemoryMb);
  const pool = createPool<RenderThread>({
    maxOpen,
    maxQueued: maxWaiting,
    idleMs,
    open: () => createThread({ maxMemoryMb }),
    close: (thread) => thread.terminate(),
    isUsable: (thread) => thread.isAlive(),
  });
  return {
    async run(signal, work) {
      const {
        item: thread,
        release,
        discard,
      } = await pool.acquire(signal).catch((error: unknown) => {
        throw error instanceof QueueFullError ? new PdfError({ kind: 'busy', waiting: maxWaiting }) : error;
      });
      let hasEnded = false;
      try {
        const answer = await work(thread);
        hasEnded = true;
        return answer;
      } finally {
        if (hasEnded || thread.isIdle()) release();
        else await discard();
      }
    },
    close: () => pool.close(),
  };
}

/** Without a container, the limit is beyond the machine's memory. */
const readMachine = (): MachineFacts => ({
  processors: availableParallelism(),
  memoryBytes: Math.min(process.constrainedMemory() || totalmem(), totalmem()),
});
