import { createHash } from 'node:crypto';

export interface Measured {
  readonly pages: number;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
}

export interface MeasuredContent {
  readonly content: AsyncGenerator<Uint8Array, void, undefined>;
  /** What broke the rendering off, which a store may have wrapped into an error of its own; else `undefined`. */
  failure(): unknown;
  /** @throws Error when the content was not read to its end */
  result(): Measured;
}

/** Measures what a renderer gives on its way into a document store. */
export function measureContent(rendered: AsyncGenerator<Uint8Array, number, undefined>): MeasuredContent {
  let measured: Measured | undefined;
  let failure: unknown;
  async function* measure(): AsyncGenerator<Uint8Array, void, undefined> {
    const hash = createHash('sha256');
    let size = 0;
    try {
      for (;;) {
        const next = await rendered.next();
        if (next.done === true) {
          measured = { pages: next.value, size, sha256: hash.digest('hex') };
          return;
        }
        hash.update(next.value);
        size += next.value.byteLength;
        yield next.value;
      }
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      await rendered.return(0);
    }
  }
  return {
    content: measure(),
    failure: () => failure,
    result() {
      if (measured === undefined) throw new Error('The document store did not read the document to its end');
      return measured;
    },
  };
}
