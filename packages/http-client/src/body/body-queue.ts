/** What has come of a body and has not been read yet. The transport fills it, one reader empties it. */
export interface BodyQueue extends AsyncIterable<Uint8Array> {
  push(chunk: Uint8Array): void;
  end(): void;
  fail(error: Error): void;
  /** Waits until all is there (true) or more than `maxBytes` are (false). Takes nothing out. */
  collect(maxBytes: number): Promise<boolean>;
  /** What is there and not yet read, as one piece. Takes nothing out. */
  peek(): Uint8Array;
  /** Lets go of what is there, and of what may still come. */
  cancel(): void;
}

/** The connection a body comes from. */
export interface BodyFlow {
  pause(): void;
  resume(): void;
  close(): void;
}

/** So much waits for the reader before the server is held back. */
const HIGH_WATER_BYTES = 256 * 1024;

type State =
  { readonly kind: 'open' } | { readonly kind: 'ended' } | { readonly kind: 'failed'; readonly error: Error };

export function createBodyQueue(flow: BodyFlow): BodyQueue {
  let chunks: Uint8Array[] = [];
  let size = 0;
  let highWater = HIGH_WATER_BYTES;
  let isPaused = false;
  let state: State = { kind: 'open' };
  let wake: (() => void) | undefined;

  const close = (next: State): void => {
    if (state.kind !== 'open') return;
    state = next;
    wake?.();
  };
  const change = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve;
    });
  const regulate = (): void => {
    const shouldPause = size > highWater;
    if (state.kind !== 'open' || shouldPause === isPaused) return;
    isPaused = shouldPause;
    if (shouldPause) flow.pause();
    else flow.resume();
  };
  const cancel = (): void => {
    chunks = [];
    size = 0;
    if (state.kind !== 'open') return;
    close({ kind: 'failed', error: new Error('The body was cancelled') });
    flow.close();
  };

  return {
    push(chunk) {
      if (state.kind !== 'open') return;
      chunks.push(chunk);
      size += chunk.byteLength;
      regulate();
      wake?.();
    },
    end: () => close({ kind: 'ended' }),
    fail: (error) => close({ kind: 'failed', error }),
    async collect(maxBytes) {
      highWater = Math.max(maxBytes, HIGH_WATER_BYTES);
      regulate();
      while (state.kind === 'open' && size <= maxBytes) await change();
      highWater = HIGH_WATER_BYTES;
      regulate();
      if (state.kind === 'failed') throw state.error;
      return size <= maxBytes;
    },
    peek() {
      const [first, ...more] = chunks;
      return first !== undefined && more.length === 0 ? first : Buffer.concat(chunks, size);
    },
    cancel,
    async *[Symbol.asyncIterator]() {
      try {
        for (;;) {
          const chunk = chunks.shift();
          if (chunk === undefined) {
            if (state.kind === 'failed') throw state.error;
            if (state.kind === 'ended') return;
            await change();
            continue;
          }
          size -= chunk.byteLength;
          regulate();
          yield chunk;
        }
      } finally {
        cancel();
      }
    },
  };
}
