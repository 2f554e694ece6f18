import { setMaxListeners } from 'node:events';
import { toError } from '../to-error.ts';
import { onAbort } from './on-abort.ts';
import { startTimer } from './timer.ts';
import { untilAborted } from './until-aborted.ts';

/** The time for some work was over before the work was. */
export class TimeoutError extends Error {
  override readonly name = 'TimeoutError';
  readonly timeoutMs: number;

  constructor(timeoutMs: number) {
    super(`Not done after ${timeoutMs} ms`);
    this.timeoutMs = timeoutMs;
  }
}

/** How long work may take, and what ends it before. */
export interface Deadline {
  /** Milliseconds; `Infinity` is no limit. */
  readonly timeoutMs: number;
  /** Ends the work before its time. */
  readonly signal?: AbortSignal | undefined;
  /** Makes the error of a deadline that was missed. Default: a `TimeoutError`. */
  readonly timeoutError?: () => Error;
}

/**
 * Waits for work that has to end in time: a promise, or a function that gets a signal which aborts at the
 * deadline and with the signal of the deadline. Work that goes on after that is not waited for. A promise is
 * cheaper where nothing can be aborted.
 * @throws TimeoutError or the error of `timeoutError`, the reason of the signal, or what the work throws
 */
export async function within<Value>(
  deadline: Deadline,
  work: Promise<Value> | ((signal: AbortSignal) => Promise<Value>),
): Promise<Value> {
  if (work instanceof Promise) return endInTime(work, deadline);
  const { timeoutMs, signal, timeoutError = () => new TimeoutError(timeoutMs) } = deadline;
  signal?.throwIfAborted();
  const controller = new AbortController();
  // The work may have many calls under way; each listens while it lasts.
  setMaxListeners(0, controller.signal);
  const stopListening = onAbort(signal, () => controller.abort(signal?.reason));
  const stopTimer = startTimer(timeoutMs, () => controller.abort(timeoutError()));
  try {
    return await untilAborted(work(controller.signal), controller.signal);
  } finally {
    stopTimer();
    stopListening();
  }
}

function endInTime<Value>(
  work: Promise<Value>,
  { timeoutMs, signal, timeoutError = () => new TimeoutError(timeoutMs) }: Deadline,
): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stopTimer = startTimer(timeoutMs, () => reject(timeoutError()));
    const stopListening = onAbort(signal, () => reject(toError(signal?.reason)));
    void work.then(resolve, reject).finally(() => {
      stopTimer();
      stopListening();
    });
  });
}
