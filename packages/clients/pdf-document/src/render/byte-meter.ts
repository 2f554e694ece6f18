import { createHash } from 'node:crypto';
import type { PdfFile } from '../pdf/pdf-file.ts';

export interface ByteMeter {
  /** What is ready to be written; with `all` the rest too. */
  take(all: boolean): Generator<Uint8Array<ArrayBuffer>, void, undefined>;
  /** Once, at the end. */
  result(): { readonly size: number; readonly sha256: string };
}

/** Measures the bytes on their way out. */
export function createByteMeter({ sink }: PdfFile): ByteMeter {
  const hash = createHash('sha256');
  let size = 0;
  return {
    *take(all: boolean): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
      for (const chunk of sink.take(all)) {
        hash.update(chunk);
        size += chunk.byteLength;
        yield chunk;
      }
    },
    result: () => ({ size, sha256: hash.digest('hex') }),
  };
}
