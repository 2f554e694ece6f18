import { crc32 } from 'node:zlib';

/** `#`, the length in hexadecimal, a blank, the checksum, a line feed. */
export const HEADER_BYTES = 19;
const HEADER = /^#([0-9a-f]{8}) ([0-9a-f]{8})\n$/;

const hex = (number: number): string => number.toString(16).padStart(8, '0');

/** Lines that are written, and become valid, together. */
export function encodeFrame(lines: readonly string[]): Buffer {
  const payload = Buffer.from(`${lines.join('\n')}\n`);
  const header = `#${hex(payload.length)} ${hex(crc32(payload))}\n`;
  return Buffer.concat([Buffer.from(header), payload]);
}

export interface FrameHeader {
  readonly bytes: number;
  readonly checksum: number;
}

export function decodeHeader(header: Buffer): FrameHeader | undefined {
  const found = HEADER.exec(header.toString('latin1'));
  return found ? { bytes: Number(`0x${found[1]}`), checksum: Number(`0x${found[2]}`) } : undefined;
}

/** The lines of a frame's payload; undefined when it is not what was written. */
export function decodePayload(payload: Buffer, { checksum }: FrameHeader): readonly string[] | undefined {
  if (crc32(payload) !== checksum) return undefined;
  return payload.toString('utf8').slice(0, -1).split('\n');
}

/** Whether a whole valid frame begins anywhere in the bytes. */
export function hasFrame(bytes: Buffer): boolean {
  for (let at = bytes.indexOf('#'); at >= 0; at = bytes.indexOf('#', at + 1)) {
    const header = decodeHeader(bytes.subarray(at, at + HEADER_BYTES));
    if (!header) continue;
    const start = at + HEADER_BYTES;
    const payload = bytes.subarray(start, start + header.bytes);
    if (payload.length === header.bytes && decodePayload(payload, header)) return true;
  }
  return false;
}
