import { toError } from '../to-error.ts';
import { onAbort } from '../waiting/on-abort.ts';
import { startTimer } from '../waiting/timer.ts';
import type { Worker } from 'node:worker_threads';
import type { FromWorkThread, ToWorkThread } from './work-messages.ts';

/** `ended`: it took more than it may, and the thread with it. */
export type WorkResult<Output> =
  | { readonly kind: 'done'; readonly output: Output }
  | { readonly kind: 'ended'; readonly limit: 'time' | 'memory' };

/** How long work on a thread may take, and the signal that ends it. */
export interface WorkLimits {
  readonly signal: AbortSignal;
  /** Milliseconds that the work may take; loading its module does not count. */
  readonly maxMs: number;
}

/** A module that is not loaded by then never will be. */
const MAX_LOAD_MS = 30_000;

/**
 * Has a thread do one piece of work. A thread that did not say `done` or `failed` is of no use any more: whoever asked terminates it.
 * @throws the signal's reason; Error when the work fails in a way of its own
 */
export async function runOnThread<Output>(
  thread: Worker,
  task: ToWorkThread,
  { signal, maxMs }: WorkLimits,
): Promise<WorkResult<Output>> {
  signal.throwIfAborted();
  let stopTimer = (): void => undefined;
  let stopListening = (): void => undefined;
  thread.ref();
  try {
    return await new Promise<WorkResult<Output>>((resolve, reject) => {
      const limitTo = (ms: number): void => {
        stopTimer();
        stopTimer = startTimer(ms, () => resolve({ kind: 'ended', limit: 'time' }));
      };
      const hear = (message: FromWorkThread<Output>): void => {
        switch (message.kind) {
          case 'begun':
            return limitTo(maxMs);
          case 'done':
            return resolve({ kind: 'done', output: message.output });
          case 'failed':
            return reject(Object.assign(new Error(message.message), { stack: message.stack ?? '' }));
        }
      };
      const fail = (error: Error & { readonly code?: string }): void => {
        if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ kind: 'ended', limit: 'memory' });
        else reject(error);
      };
      const leave = (): void => reject(toError(signal.reason));
      const exit = (): void => reject(new Error('The thread that works has ended'));
      thread.on('message', hear).on('error', fail).on('exit', exit);
      const stopSignal = onAbort(signal, leave);
      stopListening = () => {
        stopSignal();
        thread.off('message', hear).off('error', fail).off('exit', exit);
      };
      limitTo(MAX_LOAD_MS);
      thread.postMessage(task);
    });
  } finally {
    stopTimer();
    stopListening();
    thread.unref();
  }
}
