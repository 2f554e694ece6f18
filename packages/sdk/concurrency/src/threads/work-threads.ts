import { toError } from '../to-error.ts';
import type { Worker } from 'node:worker_threads';
import { runOnThread, type WorkLimits, type WorkResult } from './run-on-thread.ts';
import { startThread } from './start-thread.ts';
import { yieldToEventLoop } from '../waiting/yield-to-event-loop.ts';
import type { ToWorkThread } from './work-messages.ts';

export interface WorkThreadsOptions {
  /** Threads that work at the same time; the rest waits in turn. Default 2. */
  readonly threads?: number;
  /** Megabytes that a thread may take. Default 128. */
  readonly maxMemoryMb?: number;
  /** Milliseconds after which a thread without work ends. Default 30,000. */
  readonly idleMs?: number;
}

/** Threads for work that has no other end. They start when there is work, and end when there is none. */
export interface WorkThreads {
  run<Output>(task: ToWorkThread, limits: WorkLimits): Promise<WorkResult<Output>>;
  close(): Promise<void>;
}

export function createWorkThreads(options: WorkThreadsOptions = {}): WorkThreads {
  const { threads = 2, maxMemoryMb = 128, idleMs = 30_000 } = options;
  const idle = new Map<Worker, NodeJS.Timeout>();
  const all = new Set<Worker>();
  const waiting = new Set<() => void>();
  let places = threads;

  const end = async (thread: Worker): Promise<void> => {
    clearTimeout(idle.get(thread));
    idle.delete(thread);
    all.delete(thread);
    await thread.terminate();
  };
  const take = (): Worker => {
    const [entry] = [...idle].slice(-1);
    if (entry === undefined) {
      const thread = startThread(maxMemoryMb);
      all.add(thread);
      return thread;
    }
    const [thread, timer] = entry;
    clearTimeout(timer);
    idle.delete(thread);
    return thread;
  };
  const keep = (thread: Worker): void => {
    const timer = setTimeout(() => void end(thread), idleMs);
    timer.unref();
    idle.set(thread, timer);
  };
  const enter = async (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    if (places > 0) {
      places -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        waiting.delete(begin);
        reject(toError(signal.reason));
      };
      const begin = (): void => {
        waiting.delete(begin);
        signal.removeEventListener('abort', leave);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      waiting.add(begin);
    });
  };
  const leave = (): void => {
    const [next] = waiting;
    if (next === undefined) places += 1;
    else next();
  };

  return {
    async run<Output>(task: ToWorkThread, limits: WorkLimits) {
      await enter(limits.signal);
      // What is handed over is copied.
      await yieldToEventLoop();
      const thread = take();
      let isFit = false;
      try {
        const result = await runOnThread<Output>(thread, task, limits);
        isFit = result.kind === 'done';
        return result;
      } finally {
        if (isFit) keep(thread);
        else await end(thread);
        leave();
      }
    },
    async close() {
      await Promise.all([...all].map(end));
    },
  };
}
