import { toError } from '../to-error.ts';
import { onAbort } from '../waiting/on-abort.ts';
import { startTimer } from '../waiting/timer.ts';
import type { Worker } from 'node:worker_threads';
import type { FromWorkThread, ToWorkThread } from './work-messages.ts';

/** The result of work on a thread. `ended`: it exceeded a limit, and the thread was ended with it. */
export type WorkResult<Output> =
  | { readonly kind: 'done'; readonly output: Output }
  | { readonly kind: 'ended'; readonly limit: 'time' | 'memory' };

/** How long work on a thread may take, and what ends it before. */
export interface WorkLimits {
  readonly signal: AbortSignal;
  /** Milliseconds that the work may take, not counting the loading of its module. */
  readonly maxMs: number;
}

/** A module that is not loaded by then never will be. */
const MAX_LOAD_MS = 30_000;

/**
 * Runs one piece of work on a thread. A thread that answered neither `done` nor `failed` must not be used
 * again: the caller terminates it.
 * @throws the reason of the signal; Error when the work throws one
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
      const exit = (): void => reject(new Error('The worker thread has ended'));
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
