import { availableParallelism } from 'node:os';
import { toError } from '@jobwright/concurrency';
import { createThread, type RenderThread } from './create-thread.ts';
import { PdfError } from '../pdf-error.ts';

/** How many threads draw, and what each may take. */
export interface ThreadPoolOptions {
  /** Threads that draw at the same time. Default: one less than there are processors, at least 1, at most 8. */
  readonly threads?: number | undefined;
  /** Documents that wait for a thread; one more is handed back to be tried later. Default 100. */
  readonly maxWaiting?: number | undefined;
  /** Megabytes of its heap that a thread may take. Default 256. */
  readonly maxMemoryMb?: number | undefined;
  /** Milliseconds after which a thread without work ends. Default 30,000. */
  readonly idleMs?: number | undefined;
}

export interface ThreadPool {
  /** Runs work on a thread of its own. Aborted work and work that failed in an unknown way cost the thread. */
  run<Answer>(signal: AbortSignal, work: (thread: RenderThread) => Promise<Answer>): Promise<Answer>;
  close(): Promise<void>;
}

interface Waiting {
  give(thread: RenderThread): void;
}

export function createThreadPool(options: ThreadPoolOptions = {}): ThreadPool {
  const size = options.threads ?? Math.min(8, Math.max(1, availableParallelism() - 1));
  const { maxWaiting = 100, maxMemoryMb = 256, idleMs = 30_000 } = options;
  const idle = new Map<RenderThread, NodeJS.Timeout>();
  const all = new Set<RenderThread>();
  const waiting: Waiting[] = [];

  const end = async (thread: RenderThread): Promise<void> => {
    clearTimeout(idle.get(thread));
    idle.delete(thread);
    all.delete(thread);
    await thread.terminate();
  };
  const open = (): RenderThread => {
    const thread = createThread({ maxMemoryMb });
    all.add(thread);
    return thread;
  };
  const take = (): RenderThread | undefined => {
    for (const [thread, timer] of [...idle].reverse()) {
      clearTimeout(timer);
      idle.delete(thread);
      if (thread.isAlive()) return thread;
      all.delete(thread);
    }
    return all.size < size ? open() : undefined;
  };
  const release = (thread: RenderThread): void => {
    const next = waiting.shift();
    if (next !== undefined) return next.give(thread);
    const timer = setTimeout(() => void end(thread), idleMs);
    timer.unref();
    idle.set(thread, timer);
  };
  const replace = async (thread: RenderThread): Promise<void> => {
    await end(thread);
    if (all.size < size) waiting.shift()?.give(open());
  };
  const wait = (signal: AbortSignal): Promise<RenderThread> => {
    if (waiting.length >= maxWaiting) {
      throw new PdfError({ kind: 'busy', waiting: maxWaiting });
    }
    return new Promise((resolve, reject) => {
      const place: Waiting = {
        give(thread) {
          signal.removeEventListener('abort', leave);
          resolve(thread);
        },
      };
      const leave = (): void => {
        const index = waiting.indexOf(place);
        if (index !== -1) waiting.splice(index, 1);
        reject(toReason(signal));
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.push(place);
    });
  };
  return {
    async run(signal, work) {
      signal.throwIfAborted();
      const thread = take() ?? (await wait(signal));
      let isFit = false;
      try {
        const answer = await work(thread);
        isFit = true;
        return answer;
      } finally {
        if ((isFit || thread.isIdle()) && thread.isAlive()) release(thread);
        else await replace(thread);
      }
    },
    async close() {
      await Promise.all([...all].map(end));
    },
  };
}

const toReason = ({ reason }: AbortSignal): Error => toError(reason);
