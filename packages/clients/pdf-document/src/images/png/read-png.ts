import { crc32 } from 'node:zlib';
import { LIMITS } from '../../definition/limits.ts';

/** How a picture is kept in a PNG (RFC 2083; W3C PNG, third edition). */
export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample. */
  readonly depth: number;
  readonly kind: PngKind;
  readonly isInterlaced: boolean;
}
type PngKind = 'gray' | 'rgb' | 'palette' | 'gray with alpha' | 'rgb with alpha';

export interface PngFile {
  readonly header: PngHeader;
  /** The folded pixels, in pieces of the file. */
  readonly data: readonly Uint8Array[];
  /** Three bytes a color. */
  readonly palette: Uint8Array | undefined;
  /**
   * Of a palette: the alpha of its first colors. Else the one color that is transparent, two bytes a sample.
   */
  readonly transparency: Uint8Array | undefined;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
const KINDS: Readonly<Record<number, PngKind>> = {
  0: 'gray',
  2: 'rgb',
  3: 'palette',
  4: 'gray with alpha',
  6: 'rgb with alpha',
};
const DEPTHS: Readonly<Record<PngKind, readonly number[]>> = {
  gray: [1, 2, 4, 8, 16],
  rgb: [8, 16],
  palette: [1, 2, 4, 8],
  'gray with alpha': [8, 16],
  'rgb with alpha': [8, 16],
};
export const CHANNELS: Readonly<Record<PngKind, number>> = {
  gray: 1,
  rgb: 3,
  palette: 1,
  'gray with alpha': 2,
  'rgb with alpha': 4,
};

export const isPng = (bytes: Uint8Array): boolean => SIGNATURE.every((byte, index) => bytes[index] === byte);

/** What keeps a picture from being drawn, as a sentence. */
export class PictureProblem extends Error {}

/**
 * Takes a PNG apart without unfolding its pixels. @throws PictureProblem when it is not whole, or beyond the
 * limits
 */
export function readPng(bytes: Uint8Array): PngFile {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const data: Uint8Array[] = [];
  let header: PngHeader | undefined;
  let palette: Uint8Array | undefined;
  let transparency: Uint8Array | undefined;
  let isWhole = false;
  for (let at = 8; at + 12 <= bytes.byteLength && !isWhole;) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (at + 12 + length > bytes.byteLength) throw new PictureProblem('the PNG is cut off');
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== view.getUint32(at + 8 + length))
      throw new PictureProblem(`the PNG is damaged (chunk ${type})`);
    const body = bytes.subarray(at + 8, at + 8 + length);
    header ??= readHeader(type, body);
    if (type === 'PLTE') palette = body;
    if (type === 'tRNS') transparency = body;
    if (type === 'IDAT') data.push(body);
    if (type === 'IEND') isWhole = true;
    at += 12 + length;
  }
  if (header === undefined || !isWhole || data.length === 0) throw new PictureProblem('the PNG is cut off');
  checkColors(header, { palette, transparency });
  return {
    header,
    data,
    palette: header.kind === 'palette' ? palette : undefined,
    transparency: header.kind.endsWith('alpha') ? undefined : transparency,
  };
}

function readHeader(type: string, body: Uint8Array): PngHeader {
  if (type !== 'IHDR' || body.byteLength !== 13)
    throw new PictureProblem('the PNG does not begin with its header');
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  if (width === 0 || height === 0) throw new PictureProblem('the PNG has no pixels');
  checkPictureSize(width, height);
  const depth = view.getUint8(8);
  const kind = KINDS[view.getUint8(9)];
  if (kind === undefined || !DEPTHS[kind].includes(depth))
    throw new PictureProblem('the PNG has a kind of pixels that does not exist');
  const [compression, filter, interlacing] = [10, 11, 12].map((at) => view.getUint8(at));
  if (compression !== 0 || filter !== 0 || (interlacing !== 0 && interlacing !== 1))
    throw new PictureProblem('the PNG is packed in a way that does not exist');
  return { width, height, depth, kind, isInterlaced: interlacing === 1 };
}

/** @throws PictureProblem */
export function checkPictureSize(width: number, height: number): void {
  const pixels = `it has ${width} x ${height} pixels`;
  if (width * height > LIMITS.imagePixels)
    throw new PictureProblem(`${pixels}, more than the ${LIMITS.imagePixels} it may have`);
  if (Math.max(width, height) > LIMITS.imageSide)
    throw new PictureProblem(`${pixels}, more than the ${LIMITS.imageSide} a side may have`);
}

function checkColors(
  { kind, depth }: PngHeader,
  { palette, transparency }: Pick<PngFile, 'palette' | 'transparency'>,
): void {
  if (kind === 'palette') {
    if (palette === undefined) throw new PictureProblem('the PNG has no palette');
    const colors = palette.byteLength / 3;
    if (!Number.isInteger(colors) || colors < 1 || colors > 2 ** depth)
      throw new PictureProblem('the palette of the PNG is damaged');
  } else if (transparency !== undefined && transparency.byteLength < (kind === 'gray' ? 2 : 6))
    if (!kind.endsWith('alpha')) throw new PictureProblem('the PNG is damaged (chunk tRNS)');
}
