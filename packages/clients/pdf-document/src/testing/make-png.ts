import { crc32, deflateSync } from 'node:zlib';

const writeChunk = (type: string, body: Uint8Array): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.byteLength);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};

export interface PngOptions {
  readonly width?: number;
  readonly height?: number;
  /** Of its pixels, as PNG counts: 2 is RGB, 6 is RGB with transparency. */
  readonly kind?: number;
  readonly depth?: number;
  /** The pixels, folded. */
  readonly data?: Uint8Array;
  readonly isInterlaced?: boolean;
  readonly palette?: Uint8Array;
  readonly transparency?: Uint8Array;
}

/**
 * A PNG of this header and these pixels, whether they fit each other or not. Default: one pixel with
 * transparency.
 */
export function makePng({
  width = 1,
  height = 1,
  kind = 6,
  depth = 8,
  data = deflateSync(Buffer.from([0, 200, 0, 0, 128])),
  isInterlaced = false,
  palette,
  transparency,
}: PngOptions = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, kind, 0, 0, isInterlaced ? 1 : 0], 8);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    writeChunk('IHDR', header),
    ...(palette === undefined ? [] : [writeChunk('PLTE', palette)]),
    ...(transparency === undefined ? [] : [writeChunk('tRNS', transparency)]),
    writeChunk('IDAT', data),
    writeChunk('IEND', Buffer.alloc(0)),
  ]);
}
