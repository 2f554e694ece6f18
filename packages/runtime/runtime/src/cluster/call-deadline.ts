import { onAbort, startDeadline, timeoutSignal } from '@jobwright/concurrency';
import { timeoutError } from './cluster-call-error.ts';
import type { CallBounds } from './call-bounds.ts';
import type { RestBounds } from './rest-requests.ts';

/** The bounds of a call as one signal. It must be released when the call has ended. */
export interface CallDeadline {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Ends the call now. */
  abort(reason: unknown): void;
  release(): void;
}

/**
 * Aborts when the time is over, or with the signal of the bounds. After the process stood still, an answer
 * that has come meanwhile is read first.
 */
export function startCallDeadline({ timeoutMs, signal }: CallBounds): CallDeadline {
  const controller = new AbortController();
  const abort = (reason: unknown): void => controller.abort(reason);
  const stopTimer = startDeadline(timeoutMs, () => abort(timeoutError(timeoutMs)));
  const stopListening = onAbort(signal, () => abort(signal?.reason));
  return {
    timeoutMs,
    signal: controller.signal,
    abort,
    release() {
      stopTimer();
      stopListening();
    },
  };
}

/** The bounds of a call whose answer is read as a stream: they hold to its end, and need no release. */
export function streamBounds({ timeoutMs, signal }: CallBounds): RestBounds {
  return { timeoutMs, signal: timeoutSignal(timeoutMs, signal) };
}
