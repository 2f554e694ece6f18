import { FontProblem } from '../font-problem.ts';
import { LIMITS } from '../../definition/limits.ts';
import { type ByteStream, createByteStream } from './byte-stream.ts';
import { type Point, readPoints } from './read-points.ts';
import { writeGlyph } from './write-glyph.ts';

export interface UnfoldedGlyphs {
  readonly glyf: Uint8Array;
  /** With offsets of four bytes. */
  readonly loca: Uint8Array;
  /** Of each glyph, for the side bearings that are left out. */
  readonly leftEdges: readonly number[];
}

interface Streams {
  readonly contours: ByteStream;
  readonly counts: ByteStream;
  readonly flags: ByteStream;
  readonly glyphs: ByteStream;
  readonly composites: ByteStream;
  readonly boxes: ByteStream;
  readonly instructions: ByteStream;
  readonly hasBox: (glyph: number) => boolean;
  readonly hasOverlap: (glyph: number) => boolean;
}

const COMPOSITE = -1;

/**
 * The glyphs of a font as TrueType has them, of the seven streams of WOFF2, 5.1. @throws FontProblem;
 * RangeError when they are cut off
 */
export function unfoldGlyphs(table: Uint8Array): UnfoldedGlyphs {
  const { streams, count } = openStreams(table);
  const parts: Uint8Array[] = [];
  const leftEdges: number[] = [];
  const loca = new DataView(new ArrayBuffer((count + 1) * 4));
  let offset = 0;
  for (let glyph = 0; glyph < count; glyph += 1) {
    const bytes = unfoldGlyph(streams, glyph);
    leftEdges.push(bytes.byteLength === 0 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getInt16(2));
    parts.push(bytes);
    offset += bytes.byteLength;
    if (offset > LIMITS.fontBytes) throw new FontProblem('it would unfold to more than a font may have');
    loca.setUint32((glyph + 1) * 4, offset);
  }
  return { glyf: Buffer.concat(parts), loca: new Uint8Array(loca.buffer), leftEdges };
}

function openStreams(table: Uint8Array): { readonly streams: Streams; readonly count: number } {
  const head = createByteStream(table);
  head.uint16();
  const hasOverlaps = (head.uint16() & 1) === 1;
  const count = head.uint16();
  head.uint16();
  const lengths = Array.from({ length: 7 }, () => head.uint32());
  const [contours, counts, flags, glyphs, composites, boxes, instructions] = lengths.map((length) =>
    head.take(length),
  );
  const open = (bytes: Uint8Array | undefined): ByteStream => createByteStream(bytes ?? new Uint8Array(0));
  const boxStream = open(boxes);
  const hasBox = readBits(boxStream.take(((count + 31) >> 5) << 2));
  return {
    count,
    streams: {
      contours: open(contours),
      counts: open(counts),
      flags: open(flags),
      glyphs: open(glyphs),
      composites: open(composites),
      boxes: boxStream,
      instructions: open(instructions),
      hasBox,
      hasOverlap: hasOverlaps ? readBits(head.take((count + 7) >> 3)) : () => false,
    },
  };
}

const readBits =
  (bytes: Uint8Array): ((index: number) => boolean) =>
  (index) =>
    ((bytes[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;

function unfoldGlyph(streams: Streams, glyph: number): Uint8Array {
  const contours = streams.contours.int16();
  const box = streams.hasBox(glyph) ? streams.boxes.take(8) : undefined;
  if (contours === 0) {
    if (box !== undefined) throw new FontProblem('its tables are damaged');
    return new Uint8Array(0);
  }
  if (contours === COMPOSITE) return unfoldComposite(streams, box);
  if (contours < 0) throw new FontProblem('its tables are damaged');
  const ends: number[] = [];
  let total = 0;
  for (let contour = 0; contour < contours; contour += 1) {
    total += streams.counts.packed();
    ends.push(total - 1);
  }
  if (total > 0xffff) throw new FontProblem('its tables are damaged');
  const points = readPoints(streams.flags.take(total), streams.glyphs);
  const instructions = streams.instructions.take(streams.glyphs.packed());
  return writeGlyph({
    ends,
    points,
    instructions,
    box: box ?? computeBox(points),
    overlaps: streams.hasOverlap(glyph),
  });
}

/** Flags of a part of a composite glyph. */
const WORDS = 0x1;
const SCALE = 0x8;
const MORE = 0x20;
const SCALE_X_Y = 0x40;
const MATRIX = 0x80;
const INSTRUCTIONS = 0x100;

function unfoldComposite(streams: Streams, box: Uint8Array | undefined): Uint8Array {
  if (box === undefined) throw new FontProblem('its tables are damaged');
  const parts: Uint8Array[] = [Buffer.of(0xff, 0xff), box];
  let hasInstructions = false;
  for (let flags = MORE; (flags & MORE) !== 0;) {
    flags = streams.composites.uint16();
    hasInstructions ||= (flags & INSTRUCTIONS) !== 0;
    const transform =
      (flags & SCALE) !== 0 ? 2 : (flags & SCALE_X_Y) !== 0 ? 4 : (flags & MATRIX) !== 0 ? 8 : 0;
    const rest = 2 + ((flags & WORDS) !== 0 ? 4 : 2) + transform;
    parts.push(Buffer.of(flags >> 8, flags & 255), streams.composites.take(rest));
  }
  if (hasInstructions) {
    const length = streams.glyphs.packed();
    parts.push(Buffer.of(length >> 8, length & 255), streams.instructions.take(length));
  }
  const bytes = Buffer.concat(parts);
  return Buffer.concat([bytes], (bytes.byteLength + 3) & ~3);
}

function computeBox(points: readonly Point[]): Uint8Array {
  let [left, bottom, right, top] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [bottom, top] = [Math.min(bottom, y), Math.max(top, y)];
  }
  const box = new DataView(new ArrayBuffer(8));
  for (const [index, edge] of [left, bottom, right, top].entries())
    box.setInt16(index * 2, Number.isFinite(edge) ? edge : 0);
  return new Uint8Array(box.buffer);
}
