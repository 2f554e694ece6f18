import { createDeflate, type Deflate } from 'node:zlib';
import { LIMITS } from '../../definition/limits.ts';
import { applyFilter } from './filter-line.ts';
import { PictureProblem } from './read-png.ts';

/** Colors or alpha of a picture, a byte a sample, folded again as it comes: never all of it is in memory. */
export interface Plane {
  /** The next line. It is read at once, and may change afterwards. */
  add(samples: Uint8Array, filter: number): void;
  /** Waits until what was added is folded. @throws PictureProblem when it has become too large */
  settle(): Promise<void>;
  /** All of it, with the predictors of PNG. */
  end(): Promise<Buffer>;
}

/** Lines that are folded at once. */
const BATCH_BYTES = 256 * 1024;

export function createPlane({
  columns,
  channels,
}: {
  readonly columns: number;
  readonly channels: 1 | 3;
}): Plane {
  const deflater = createDeflate({ level: 6 });
  const folded: Buffer[] = [];
  let foldedBytes = 0;
  deflater.on('data', (chunk: Buffer) => {
    foldedBytes += chunk.byteLength;
    if (foldedBytes <= LIMITS.pictureBytes) folded.push(chunk);
  });
  const check = (): void => {
    if (foldedBytes <= LIMITS.pictureBytes) return;
    deflater.destroy();
    throw new PictureProblem(`its pixels take more than ${LIMITS.pictureBytes} bytes`);
  };
  const lineBytes = 1 + columns * channels;
  const [even, odd] = [new Uint8Array(lineBytes), new Uint8Array(lineBytes)];
  let rows = 0;
  const batch = Buffer.alloc(Math.max(BATCH_BYTES, lineBytes));
  let used = 0;
  let pending: Promise<void> = Promise.resolve();
  const flush = (): void => {
    const part = Buffer.from(batch.subarray(0, used));
    used = 0;
    pending = pending.then(() => write(deflater, part));
    // Who settles hears of it.
    pending.catch(() => undefined);
  };
  return {
    add(samples, filter) {
      const [line, above] = rows % 2 === 0 ? [even, odd] : [odd, even];
      line.set(samples, 1);
      if (used + lineBytes > batch.byteLength) flush();
      applyFilter({ line, above, filter, pixelBytes: channels }, batch.subarray(used, used + lineBytes));
      used += lineBytes;
      rows += 1;
    },
    async settle() {
      await pending;
      check();
    },
    async end() {
      flush();
      await pending;
      await new Promise<void>((resolve, reject) => {
        deflater.once('end', resolve).once('error', reject).end();
      });
      check();
      return Buffer.concat(folded);
    },
  };
}

const write = (deflater: Deflate, part: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    deflater.write(part, (error) => (error === null || error === undefined ? resolve() : reject(error)));
  });
