import { LIMITS } from '../definition/limits.ts';

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8;

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Baseline, extended and progressive: what PDF readers can show. */
const SHOWN = [0xc0, 0xc1, 0xc2];

/** Gives a sentence when these bytes are not a whole JPEG within the limits, or one that a PDF cannot hold. */
export function findJpegProblem(
  bytes: Uint8Array,
  { isArchived }: { readonly isArchived: boolean },
): string | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hasFrame = false;
  let [isPrinted, isAdobe] = [false, false];
  for (let at = 2; at + 4 <= bytes.byteLength;) {
    if (bytes[at] !== 0xff) return 'the JPEG is damaged';
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xda) {
      if (isPrinted && !isAdobe)
        return 'its colors (CMYK) may be the inks or what is left of the light: nothing in it tells; save it as RGB';
      return hasFrame ? findEndProblem(bytes) : 'the JPEG has no size';
    }
    const length = view.getUint16(at + 2);
    if (length < 2 || at + 2 + length > bytes.byteLength) return 'the JPEG is cut off';
    if (marker === 0xee)
      isAdobe ||= Buffer.from(bytes.subarray(at + 4, at + 9)).toString('latin1') === 'Adobe';
    if (isFrame(marker)) {
      if (length < 9) return 'the JPEG is damaged';
      const problem = findFrameProblem({
        marker,
        depth: bytes[at + 4] ?? 0,
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        channels: bytes[at + 9] ?? 0,
        isArchived,
      });
      if (problem !== undefined) return problem;
      hasFrame = true;
      isPrinted = bytes[at + 9] === 4;
    }
    at += 2 + length;
  }
  return 'the JPEG is cut off';
}

interface Frame {
  readonly marker: number;
  readonly depth: number;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  /** PDF/A: its colors have to mean something. */
  readonly isArchived: boolean;
}

function findFrameProblem({ marker, depth, width, height, channels, isArchived }: Frame): string | undefined {
  if (!SHOWN.includes(marker) || depth !== 8)
    return 'it is a kind of JPEG that PDF readers cannot show; save it as a baseline JPEG';
  if (width === 0 || height === 0) return 'the JPEG has no pixels';
  if (width * height > LIMITS.imagePixels || Math.max(width, height) > LIMITS.imageSide)
    return `it has ${width} x ${height} pixels, more than the ${LIMITS.imagePixels} it may have, or ${LIMITS.imageSide} a side`;
  if (![1, 3, 4].includes(channels)) return 'the JPEG has a number of colors that does not exist';
  if (channels === 4 && isArchived) return 'PDF/A does not allow its colors (CMYK) here; save it as RGB';
  return undefined;
}

/** The picture ends with a mark of its own; some programs write zeros behind it. */
function findEndProblem(bytes: Uint8Array): string | undefined {
  let end = bytes.byteLength;
  while (end > 2 && bytes[end - 1] === 0) end -= 1;
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + Math.max(0, end - 64), Math.min(64, end));
  return tail.includes(Buffer.of(0xff, 0xd9)) ? undefined : 'the JPEG is cut off';
}
