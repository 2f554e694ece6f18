import { toError } from '../to-error.ts';
import { onAbort } from './on-abort.ts';

/**
 * Waits for `work`, but no longer than until the signal aborts. The work itself goes on, and what it throws
 * after that is ignored.
 * @throws the reason of the signal as an `Error`, or what the work throws
 */
export function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stopListening = onAbort(signal, () => reject(toError(signal.reason)));
    void work.then(resolve, reject).finally(stopListening);
  });
}
