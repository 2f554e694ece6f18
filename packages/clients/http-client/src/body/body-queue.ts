/** The connection a body comes from. */
export interface BodyFlow {
  pause(): void;
  resume(): void;
  close(): void;
}

/** If more than this is unread, the server is slowed down. */
const HIGH_WATER_BYTES = 256 * 1024;

type State =
  { readonly kind: 'open' } | { readonly kind: 'ended' } | { readonly kind: 'failed'; readonly error: Error };

const OPEN: State = { kind: 'open' };
const ENDED: State = { kind: 'ended' };

/**
 * The part of a body that has arrived and has not been read. The transport fills it, one reader empties it.
 */
export class BodyQueue implements AsyncIterable<Uint8Array> {
  private readonly flow: BodyFlow;
  private chunks: Uint8Array[] = [];
  private size = 0;
  private highWater = HIGH_WATER_BYTES;
  private isPaused = false;
  private state = OPEN;
  private wake: (() => void) | undefined;

  constructor(flow: BodyFlow) {
    this.flow = flow;
  }

  push(chunk: Uint8Array): void {
    if (this.state !== OPEN) return;
    this.chunks.push(chunk);
    this.size += chunk.byteLength;
    this.regulate();
    this.wake?.();
  }

  end(): void {
    this.close(ENDED);
  }

  fail(error: Error): void {
    this.close({ kind: 'failed', error });
  }

  /** Waits until the whole body is there (true), or more than `maxBytes` of it (false). Removes nothing. */
  collect(maxBytes: number): boolean | Promise<boolean> {
    return this.state === ENDED ? this.size <= maxBytes : this.wait(maxBytes);
  }

  /** The unread bytes as one piece. Removes nothing. */
  peek(): Uint8Array {
    const [first] = this.chunks;
    return first !== undefined && this.chunks.length === 1 ? first : Buffer.concat(this.chunks, this.size);
  }

  /** Discards what is there and what may still arrive. */
  cancel(): void {
    this.chunks = [];
    this.size = 0;
    if (this.state !== OPEN) return;
    this.close({ kind: 'failed', error: new Error('The body was cancelled') });
    this.flow.close();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const chunk = this.chunks.shift();
        if (chunk === undefined) {
          if (this.state.kind === 'failed') throw this.state.error;
          if (this.state.kind === 'ended') return;
          await this.change();
          continue;
        }
        this.size -= chunk.byteLength;
        this.regulate();
        yield chunk;
      }
    } finally {
      this.cancel();
    }
  }

  private async wait(maxBytes: number): Promise<boolean> {
    this.highWater = Math.max(maxBytes, HIGH_WATER_BYTES);
    this.regulate();
    while (this.state.kind === 'open' && this.size <= maxBytes) await this.change();
    this.highWater = HIGH_WATER_BYTES;
    this.regulate();
    if (this.state.kind === 'failed') throw this.state.error;
    return this.size <= maxBytes;
  }

  private change(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }

  private close(next: State): void {
    if (this.state !== OPEN) return;
    this.state = next;
    this.wake?.();
  }

  private regulate(): void {
    const shouldPause = this.size > this.highWater;
    if (this.state !== OPEN || shouldPause === this.isPaused) return;
    this.isPaused = shouldPause;
    if (shouldPause) this.flow.pause();
    else this.flow.resume();
  }
}
