import { LIMITS } from '../definition/limits.ts';
import { PictureProblem } from './png/read-png.ts';

export const isJpeg = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xd8;

const END = 0xd9;
const SCAN = 0xda;
const ADOBE = 0xee;
const FILL = 0xff;
/** Markers without a segment: restarts, and the temporary one. */
const isAlone = (marker: number): boolean => (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01;
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Baseline, extended and progressive: what PDF readers can show. */
const SHOWN = [0xc0, 0xc1, 0xc2];

/**
 * The picture of a JPEG file (ITU-T T.81, annex B), up to its end: phones append films and depth maps. Fill
 * bytes before markers are left out, as not every reader knows them.
 * @throws PictureProblem for a file that is damaged, beyond the limits, or of a kind that a PDF cannot hold
 */
export function readJpeg(bytes: Uint8Array, { isArchived }: { readonly isArchived: boolean }): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = [bytes.subarray(0, 2)];
  let [hasFrame, isPrinted, isAdobe] = [false, false, false];
  for (let at = 2; at + 2 <= bytes.byteLength;) {
    if (bytes[at] !== 0xff) throw new PictureProblem('the JPEG is damaged');
    const marker = bytes[at + 1] ?? 0;
    if (marker === FILL) {
      at += 1;
      continue;
    }
    if (marker === END) {
      if (!hasFrame) throw new PictureProblem('the JPEG has no size');
      return Buffer.concat([...parts, bytes.subarray(at, at + 2)]);
    }
    const length = isAlone(marker) ? 0 : readLength(view, at);
    if (marker === ADOBE)
      isAdobe ||= Buffer.from(bytes.subarray(at + 4, at + 9)).toString('latin1') === 'Adobe';
    if (isFrame(marker)) {
      checkFrame(view, { at, length, isArchived });
      hasFrame = true;
      isPrinted = bytes[at + 9] === 4;
    }
    if (marker === SCAN) checkScan({ hasFrame, isPrinted, isAdobe });
    const end = marker === SCAN ? findScanEnd(bytes, at + 2 + length) : at + 2 + length;
    parts.push(bytes.subarray(at, end));
    at = end;
  }
  throw new PictureProblem('the JPEG is cut off');
}

function readLength(view: DataView, at: number): number {
  const length = at + 4 <= view.byteLength ? view.getUint16(at + 2) : 0;
  if (length < 2 || at + 2 + length > view.byteLength) throw new PictureProblem('the JPEG is cut off');
  return length;
}

/** Where the compressed pixels of a scan end: at the next marker that is not a restart. */
function findScanEnd(bytes: Uint8Array, start: number): number {
  for (let at = bytes.indexOf(0xff, start); at !== -1; at = bytes.indexOf(0xff, at)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== FILL && !isAlone(next)) return at;
    at += next === FILL ? 1 : 2;
  }
  throw new PictureProblem('the JPEG is cut off');
}

interface ScanFacts {
  readonly hasFrame: boolean;
  /** Four colors. */
  readonly isPrinted: boolean;
  readonly isAdobe: boolean;
}

function checkScan({ hasFrame, isPrinted, isAdobe }: ScanFacts): void {
  if (!hasFrame) throw new PictureProblem('the JPEG has no size');
  if (isPrinted && !isAdobe)
    throw new PictureProblem(
      'its colors (CMYK) may be the inks or what is left of the light: nothing in it tells; save it as RGB',
    );
}

interface FrameSegment {
  readonly at: number;
  readonly length: number;
  /** PDF/A: its colors have to mean something. */
  readonly isArchived: boolean;
}

function checkFrame(view: DataView, { at, length, isArchived }: FrameSegment): void {
  if (length < 9) throw new PictureProblem('the JPEG is damaged');
  const [marker, depth, channels] = [at + 1, at + 4, at + 9].map((offset) => view.getUint8(offset));
  const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
  if (!SHOWN.includes(marker ?? 0) || depth !== 8)
    throw new PictureProblem('it is a kind of JPEG that PDF readers cannot show; save it as a baseline JPEG');
  if (width === 0 || height === 0) throw new PictureProblem('the JPEG has no pixels');
  if (width * height > LIMITS.imagePixels || Math.max(width, height) > LIMITS.imageSide)
    throw new PictureProblem(
      `it has ${width} x ${height} pixels, more than the ${LIMITS.imagePixels} it may have, or ${LIMITS.imageSide} a side`,
    );
  if (channels === undefined || ![1, 3, 4].includes(channels))
    throw new PictureProblem('the JPEG has a number of colors that does not exist');
  if (channels === 4 && isArchived)
    throw new PictureProblem('PDF/A does not allow its colors (CMYK) here; save it as RGB');
}
