import * as encoders from 'bwip-js/generic';
import { toErrorMessage } from '@jobwright/concurrency';
import type { SYMBOLOGIES } from '../definition/block.schema.ts';

export interface BarcodeRequest {
  readonly symbology: (typeof SYMBOLOGIES)[number] | 'qrcode';
  readonly value: string;
  /** How much of a QR code may be damaged. */
  readonly correction: 'L' | 'M' | 'Q' | 'H' | undefined;
}

export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Black rectangles, in units of their own from the upper left corner. */
export interface Barcode {
  readonly width: number;
  readonly height: number;
  readonly bars: readonly Bar[];
  readonly isMatrix: boolean;
}

const ENCODERS = {
  qrcode: encoders.qrcode,
  swissqrcode: encoders.swissqrcode,
  code128: encoders.code128,
  'gs1-128': encoders.gs1_128,
  code39: encoders.code39,
  ean13: encoders.ean13,
  ean8: encoders.ean8,
  upca: encoders.upca,
  interleaved2of5: encoders.interleaved2of5,
  itf14: encoders.itf14,
  datamatrix: encoders.datamatrix,
  pdf417: encoders.pdf417,
  azteccode: encoders.azteccode,
} as const;
/** The finer they are, the less is rounded. */
const FINE_UNITS = 20;
const MATRICES: readonly BarcodeRequest['symbology'][] = [
  'qrcode',
  'swissqrcode',
  'datamatrix',
  'azteccode',
  'pdf417',
];

/** Gives a sentence instead when the value is not one for this kind of code. */
export function encodeBarcode({ symbology, value, correction }: BarcodeRequest): Barcode | string {
  const bars: Bar[] = [];
  const outlines: Outline[] = [];
  // The cross of a Swiss code is not made of modules: its units are fine ones.
  const isFine = symbology === 'swissqrcode';
  let hole: Bar | undefined;
  let size = { width: 0, height: 0 };
  const add = (bar: Bar): void => void bars.push(bar);
  // Code 128 knows ASCII, and by FNC4 Latin-1 (ISO/IEC 15417): a scanner shows the bytes of UTF-8 as other
  // characters.
  const isLatin = symbology === 'code128';
  const text = isLatin ? value.normalize('NFC') : value;
  const [other] = isLatin ? (/[^\u0000-\u00FF]/u.exec(text) ?? []) : [];
  if (other !== undefined)
    return `This is no value for a code128: it cannot hold "${other}", only characters of Latin-1; a datamatrix or a QR code can`;
  try {
    ENCODERS[symbology](
      {
        text,
        binarytext: isLatin,
        includetext: false,
        scale: isFine ? FINE_UNITS : 1,
        ...(correction === undefined ? {} : { eclevel: correction }),
      },
      {
        scale: (x, y) => (isFine ? [x, y] : [1, 1]),
        measure: () => ({ width: 0, ascent: 0, descent: 0 }),
        init: (width, height) => void (size = { width, height }),
        // eslint-disable-next-line max-params -- the drawing interface of bwip-js
        line: (x0, y0, x1, y1, width) =>
          x0 === x1
            ? add({ x: findEdge(x0, width), y: Math.min(y0, y1), width, height: Math.abs(y1 - y0) })
            : add({ x: Math.min(x0, x1), y: findEdge(y0, width), width: Math.abs(x1 - x0), height: width }),
        polygon: (points) => void outlines.push(points),
        hexagon: () => undefined,
        ellipse: () => undefined,
        fill: () => bars.push(...toRectangles(outlines.splice(0)).flatMap((bar) => leaveOut(bar, hole))),
        clip: ([, inner]) => (hole = toRectangles(inner === undefined ? [] : [inner])[0]),
        unclip: () => (hole = undefined),
        text: () => undefined,
        end: () => undefined,
      },
    );
  } catch (error) {
    const reason = toErrorMessage(error);
    return `This is no value for a ${symbology}: ${reason.replace(/^.*?bwipp?\.?\w*#?\d*:\s*/i, '')}`;
  }
  if (bars.length === 0) return `This is no value for a ${symbology}`;
  return { ...size, bars, isMatrix: MATRICES.includes(symbology) };
}

/** The middle of a bar is told in whole modules: that of an odd one is half a module too far. */
const findEdge = (middle: number, width: number): number => Math.floor(middle - width / 2);

type Outline = readonly (readonly [number, number])[];

/** What is left of a rectangle beside a hole. */
function leaveOut(bar: Bar, hole: Bar | undefined): readonly Bar[] {
  if (hole === undefined) return [bar];
  const [right, bottom] = [bar.x + bar.width, bar.y + bar.height];
  const left = Math.min(Math.max(hole.x, bar.x), right);
  const top = Math.min(Math.max(hole.y, bar.y), bottom);
  const farLeft = Math.max(Math.min(hole.x + hole.width, right), left);
  const farTop = Math.max(Math.min(hole.y + hole.height, bottom), top);
  if (farLeft === left || farTop === top) return [bar];
  return [
    { ...bar, height: top - bar.y },
    { x: bar.x, y: top, width: left - bar.x, height: farTop - top },
    { x: farLeft, y: top, width: right - farLeft, height: farTop - top },
    { ...bar, y: farTop, height: bottom - farTop },
  ].filter(({ width, height }) => width > 0 && height > 0);
}

/** What outlines enclose, holes left out, as rectangles: cut at each of their heights. */
function toRectangles(outlines: readonly Outline[]): readonly Bar[] {
  const heights = [...new Set(outlines.flatMap((outline) => outline.map(([, y]) => y)))].sort(
    (a, b) => a - b,
  );
  const edges = outlines.flatMap((outline) =>
    outline.flatMap(([x, y], at) => {
      const [nextX, nextY] = outline[(at + 1) % outline.length] ?? [x, y];
      return x === nextX && y !== nextY ? [{ x, top: Math.min(y, nextY), bottom: Math.max(y, nextY) }] : [];
    }),
  );
  return heights.slice(0, -1).flatMap((top, index) => {
    const bottom = heights[index + 1] ?? top;
    const crossings = edges
      .filter((edge) => edge.top <= top && edge.bottom >= bottom)
      .map(({ x }) => x)
      .sort((a, b) => a - b);
    const rectangles: Bar[] = [];
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const [left = 0, right = 0] = crossings.slice(at, at + 2);
      if (right > left) rectangles.push({ x: left, y: top, width: right - left, height: bottom - top });
    }
    return rectangles;
  });
}
