import { deflateSync } from 'node:zlib';

const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export interface PixelOptions {
  readonly width: number;
  readonly height: number;
  readonly kind: number;
  readonly depth: number;
  readonly isInterlaced: boolean;
  /** Samples of a pixel, each of `depth` bits. */
  readonly pixel: (x: number, y: number) => readonly number[];
}

/** Packs, filters (each line with another filter) and folds pixels as PNG has them. */
export function encodePixels({ width, height, kind, depth, isInterlaced, pixel }: PixelOptions): Buffer {
  const bits = (CHANNELS[kind] ?? 1) * depth;
  const pixelBytes = Math.max(1, bits >> 3);
  const lines: Buffer[] = [];
  for (const [left, top, stepX, stepY] of isInterlaced ? ADAM7 : [[0, 0, 1, 1] as const]) {
    if (left >= width) continue;
    let above = Buffer.alloc(Math.ceil((Math.ceil((width - left) / stepX) * bits) / 8));
    for (let y = top; y < height; y += stepY) {
      const line = Buffer.alloc(above.length);
      let bit = 0;
      for (let x = left; x < width; x += stepX) {
        for (const sample of pixel(x, y)) {
          if (depth === 16) line.writeUInt16BE(sample, bit >> 3);
          else line[bit >> 3]! |= sample << (8 - depth - (bit & 7));
          bit += depth;
        }
      }
      lines.push(filterLine(line, above, { filter: lines.length % 5, pixelBytes }));
      above = line;
    }
  }
  return deflateSync(Buffer.concat(lines));
}

function filterLine(
  line: Buffer,
  above: Buffer,
  { filter, pixelBytes }: { readonly filter: number; readonly pixelBytes: number },
): Buffer {
  const filtered = Buffer.alloc(line.length + 1);
  filtered[0] = filter;
  for (let at = 0; at < line.length; at += 1) {
    const left = at < pixelBytes ? 0 : line[at - pixelBytes]!;
    const up = above[at]!;
    const corner = at < pixelBytes ? 0 : above[at - pixelBytes]!;
    const distances = [left, up, corner].map((value) => Math.abs(left + up - corner - value));
    const nearest = [left, up, corner][distances.indexOf(Math.min(...distances))]!;
    filtered[at + 1] = line[at]! - [0, left, up, Math.floor((left + up) / 2), nearest][filter]!;
  }
  return filtered;
}
