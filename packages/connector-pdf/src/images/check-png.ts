import { crc32, inflateSync } from 'node:zlib';
import { LIMITS } from '../definition/limits.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, index) => bytes[index] === byte);

/** Gives a sentence when these bytes are not a whole PNG within the limits; its pixels are never unfolded beyond what its header says. */
export function findPngProblem(bytes: Uint8Array): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Uint8Array[] = [];
  let header:
    { width: number; height: number; depth: number; kind: number; isInterlaced: boolean } | undefined;
  let hasPalette = false;
  let isWhole = false;
  for (let at = 8; at + 12 <= bytes.byteLength;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (at + 12 + length > bytes.byteLength) return 'the PNG is cut off';
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length))
      return `the PNG is damaged (chunk ${type})`;
    const body = at + 8;
    if (header === undefined) {
      if (type !== 'IHDR' || length !== 13) return 'the PNG does not begin with its header';
      header = {
        width: view.getUint32(body),
        height: view.getUint32(body + 4),
        depth: bytes[body + 8] ?? 0,
        kind: bytes[body + 9] ?? 0,
        isInterlaced: bytes[body + 12] === 1,
      };
      const problem = findHeaderProblem(header);
      if (problem !== undefined) return problem;
    }
    if (type === 'PLTE') hasPalette = true;
    if (type === 'IDAT') data.push(bytes.subarray(body, body + length));
    if (type === 'IEND') isWhole = true;
    at += 12 + length;
  }
  if (header === undefined || !isWhole || data.length === 0) return 'the PNG is cut off';
  if (header.kind === 3 && !hasPalette) return 'the PNG has no palette';
  return findPixelProblem(data, listPasses(header));
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly kind: number;
  readonly isInterlaced: boolean;
}

function findHeaderProblem({ width, height, depth, kind }: Header): string | undefined {
  if (width === 0 || height === 0) return 'the PNG has no pixels';
  if (width * height > LIMITS.imagePixels) {
    return `it has ${width} x ${height} pixels, more than the ${LIMITS.imagePixels} it may have`;
  }
  return DEPTHS[kind]?.includes(depth) === true
    ? undefined
    : 'the PNG has a kind of pixels that does not exist';
}

interface Pass {
  readonly rows: number;
  /** The filter of the line, and its pixels. */
  readonly lineBytes: number;
}

/** The lines of the picture as they are unfolded: all at once, or seven times coarser first. */
function listPasses({ width, height, depth, kind, isInterlaced }: Header): readonly Pass[] {
  const toPass = (columns: number, rows: number): Pass => ({
    rows: columns === 0 ? 0 : rows,
    lineBytes: 1 + Math.ceil((columns * depth * (CHANNELS[kind] ?? 1)) / 8),
  });
  if (!isInterlaced) return [toPass(width, height)];
  const steps = [
    [0, 0, 8, 8],
    [4, 0, 8, 8],
    [0, 4, 4, 8],
    [2, 0, 4, 4],
    [0, 2, 2, 4],
    [1, 0, 2, 2],
    [0, 1, 1, 2],
  ] as const;
  const count = (size: number, start: number, step: number): number =>
    Math.max(0, Math.ceil((size - start) / step));
  return steps.map(([x, y, dx, dy]) => toPass(count(width, x, dx), count(height, y, dy)));
}

function findPixelProblem(data: readonly Uint8Array[], passes: readonly Pass[]): string | undefined {
  const expectedBytes = passes.reduce((sum, { rows, lineBytes }) => sum + rows * lineBytes, 0);
  try {
    const pixels = inflateSync(Buffer.concat(data), { maxOutputLength: expectedBytes });
    if (pixels.byteLength !== expectedBytes) return 'the PNG has fewer pixels than its header says';
    return hasUnknownFilter(pixels, passes) ? 'the pixels of the PNG are damaged' : undefined;
  } catch (error) {
    const isTooLong = error instanceof RangeError;
    return isTooLong ? 'the PNG has more pixels than its header says' : 'the pixels of the PNG are damaged';
  }
}

function hasUnknownFilter(pixels: Uint8Array, passes: readonly Pass[]): boolean {
  let at = 0;
  for (const { rows, lineBytes } of passes) {
    for (let row = 0; row < rows; row += 1, at += lineBytes) if ((pixels[at] ?? 0) > 4) return true;
  }
  return false;
}
