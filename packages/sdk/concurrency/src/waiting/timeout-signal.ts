import { onAbort } from './on-abort.ts';
import { timerDelayMs } from './timer.ts';

/**
 * A signal that aborts with a `TimeoutError` after `timeoutMs`, or when `signal` aborts, with its reason. It
 * needs no release: it lets go of `signal` when its time is over.
 *
 * It is `AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])`, which on Node 20 never aborts once the
 * garbage collector has found the signal of the timeout, and keeps the process alive no more than that does.
 */
export function timeoutSignal(timeoutMs: number, signal?: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    stopListening();
    controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  }, timerDelayMs(timeoutMs));
  timer.unref();
  const stopListening = onAbort(signal, () => {
    clearTimeout(timer);
    controller.abort(signal?.reason);
  });
  return controller.signal;
}
