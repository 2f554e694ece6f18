import type { EventEmitter } from 'node:events';

/** The longest delay a Node timer takes. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Why a call stopped waiting before it had its answer. */
export type Ending = 'timeout' | 'cancelled' | 'closing';

interface Hold {
  /** Without it the call waits until its client or the engine ends it. */
  readonly timeoutMs?: number;
  readonly onEnd: (ending: Ending) => void;
}

/** The calls that wait for something: each ends once, by its time, its client or the engine's close. */
export interface OpenCalls {
  /** Returns a function that releases the call because it has been answered. */
  hold(call: EventEmitter, hold: Hold): () => void;
  endAll(): void;
}

export function createOpenCalls(): OpenCalls {
  const open = new Set<() => void>();
  let closed = false;
  return {
    hold(call, { timeoutMs, onEnd }) {
      const end = (ending: Ending): void => {
        release();
        onEnd(ending);
      };
      const onCancelled = (): void => end('cancelled');
      const onClosing = (): void => end('closing');
      const timer =
        timeoutMs === undefined
          ? undefined
          : setTimeout(() => end('timeout'), Math.min(timeoutMs, MAX_DELAY_MS));
      const release = (): void => {
        clearTimeout(timer);
        call.off('cancelled', onCancelled);
        open.delete(onClosing);
      };
      call.once('cancelled', onCancelled);
      open.add(onClosing);
      if (closed) queueMicrotask(() => open.has(onClosing) && onClosing());
      return release;
    },
    endAll() {
      closed = true;
      for (const end of [...open]) end();
    },
  };
}
