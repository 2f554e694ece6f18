import { crc32, deflateSync } from 'node:zlib';

const toChunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
};

/** A picture of 5000 x 5000 points of 16 bits in four channels: 200 MB in some 200 KB. */
export function makeBombPng(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(5_000, 0);
  header.writeUInt32BE(5_000, 4);
  header.set([16, 6, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc((5_000 * 8 + 1) * 5_000), { level: 9 });
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    toChunk('IHDR', header),
    toChunk('IDAT', pixels),
    toChunk('IEND', Buffer.alloc(0)),
  ]);
}
