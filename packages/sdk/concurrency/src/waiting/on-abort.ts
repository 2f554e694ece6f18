import { setMaxListeners } from 'node:events';

/**
 * Calls `onAborted` once when the signal aborts; at once if it has aborted already, never without a signal.
 * Returns a function that removes the listener. Call it when the work has ended: signals outlive the work
 * they end.
 */
export function onAbort(signal: AbortSignal | undefined, onAborted: () => void): () => void {
  if (signal === undefined) return () => undefined;
  if (signal.aborted) {
    onAborted();
    return () => undefined;
  }
  // One signal may end any number of waits; each removes its own listener, so none leaks.
  setMaxListeners(0, signal);
  signal.addEventListener('abort', onAborted, { once: true });
  return () => signal.removeEventListener('abort', onAborted);
}
