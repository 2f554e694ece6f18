import { onAbort } from './on-abort.ts';
import { startDeadline } from './start-deadline.ts';

/**
 * A signal that aborts with a `TimeoutError` after `timeoutMs`, or when `signal` aborts, with its reason. It
 * needs no release: it lets go of `signal` when its time is over. After the process stood still, what came
 * meanwhile is read first.
 *
 * It is `AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])`, which on Node 20 never aborts once the
 * garbage collector has found the signal of the timeout, and keeps the process alive no more than that does.
 */
export function timeoutSignal(timeoutMs: number, signal?: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const end = (): void => {
    stopListening();
    controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  };
  const stopTimer = startDeadline(timeoutMs, end, { keepsAlive: false });
  const stopListening = onAbort(signal, () => {
    stopTimer();
    controller.abort(signal?.reason);
  });
  return controller.signal;
}
