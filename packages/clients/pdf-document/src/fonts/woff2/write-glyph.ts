import type { Point } from './read-points.ts';

export interface SimpleGlyph {
  /** The last point of each contour. */
  readonly ends: readonly number[];
  readonly points: readonly Point[];
  readonly instructions: Uint8Array;
  readonly box: Uint8Array;
  readonly overlaps: boolean;
}

const ON_CURVE = 0x01;
const SHORT_X = 0x02;
const SHORT_Y = 0x04;
const SAME_X = 0x10;
const SAME_Y = 0x20;
const OVERLAPS = 0x40;

/** A glyph of outlines as the table glyf has it, filled up to a multiple of four bytes. */
export function writeGlyph({ ends, points, instructions, box, overlaps }: SimpleGlyph): Uint8Array {
  const flags: number[] = [];
  const [xs, ys]: [number[], number[]] = [[], []];
  let last = { x: 0, y: 0 };
  for (const point of points) {
    const x = encodeStep(point.x - last.x, { short: SHORT_X, same: SAME_X });
    const y = encodeStep(point.y - last.y, { short: SHORT_Y, same: SAME_Y });
    xs.push(...x.bytes);
    ys.push(...y.bytes);
    const isFirst = flags.length === 0;
    flags.push((point.isOnCurve ? ON_CURVE : 0) | x.flag | y.flag | (overlaps && isFirst ? OVERLAPS : 0));
    last = point;
  }
  const parts = [
    writeWords([ends.length]),
    box,
    writeWords([...ends, instructions.byteLength]),
    instructions,
    Uint8Array.from(flags),
    Uint8Array.from(xs),
    Uint8Array.from(ys),
  ];
  const length = parts.reduce((sum, part) => sum + part.byteLength, 0);
  return Buffer.concat(parts, (length + 3) & ~3);
}

function encodeStep(
  step: number,
  { short, same }: { readonly short: number; readonly same: number },
): { readonly flag: number; readonly bytes: readonly number[] } {
  if (step === 0) return { flag: same, bytes: [] };
  if (Math.abs(step) < 256) return { flag: short | (step > 0 ? same : 0), bytes: [Math.abs(step)] };
  return { flag: 0, bytes: [(step >> 8) & 255, step & 255] };
}

function writeWords(numbers: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(numbers.length * 2));
  for (const [index, number] of numbers.entries()) view.setUint16(index * 2, number & 0xffff);
  return new Uint8Array(view.buffer);
}
