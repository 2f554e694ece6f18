import { brotliCompressSync, constants, crc32, deflateSync, gzipSync } from 'node:zlib';

const makeChunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
};

const SIDE = 5_000;
const BYTES_PER_POINT = 8;

/** 5000 x 5000 points of 16 bits in four channels: 200 MB in 194 KB. */
export function makeLargePicture(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(SIDE, 0);
  header.writeUInt32BE(SIDE, 4);
  header.set([16, 6, 0, 0, 0], 8);
  const lines = deflateSync(Buffer.alloc((SIDE * BYTES_PER_POINT + 1) * SIDE), { level: 9 });
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    makeChunk('IHDR', header),
    makeChunk('IDAT', lines),
    makeChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** WOFF2 that says its one table has 1,000 bytes, and unfolds to 300 MB. */
export function makeLyingFont(): Buffer {
  const folded = brotliCompressSync(Buffer.alloc(300_000_000), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 1 },
  });
  const header = Buffer.alloc(48);
  header.write('wOF2', 'latin1');
  header.writeUInt32BE(0x00010000, 4);
  header.writeUInt16BE(1, 12);
  header.writeUInt32BE(1_000, 16);
  header.writeUInt32BE(folded.byteLength, 20);
  // The tag is written out; 1,000 in digits of base 128.
  const table = Buffer.concat([Buffer.of(63), Buffer.from('glyf'), Buffer.of(0x87, 0x68)]);
  return Buffer.concat([header, table, folded]);
}

/** 300 MB of zeros in 300 KB. */
export const makeFoldedZeros = (): Buffer => gzipSync(Buffer.alloc(300_000_000));

export const makeRows = (): Buffer => Buffer.from('a,b\n'.repeat(1_000_000));
