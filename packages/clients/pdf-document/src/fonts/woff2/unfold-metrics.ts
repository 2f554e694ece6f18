import { createByteStream } from './byte-stream.ts';

interface MetricsOptions {
  readonly glyphs: number;
  /** Of those that have an advance width of their own. */
  readonly widths: number;
  readonly leftEdges: readonly number[];
}

/**
 * The table hmtx, whose side bearings are left out where they are the left edge of the glyph (WOFF2, 5.4).
 */
export function unfoldMetrics(table: Uint8Array, { glyphs, widths, leftEdges }: MetricsOptions): Uint8Array {
  const stream = createByteStream(table);
  const flags = stream.byte();
  const advances = Array.from({ length: widths }, () => stream.uint16());
  const readBearings = (from: number, to: number, isLeftOut: boolean): readonly number[] =>
    Array.from({ length: Math.max(0, to - from) }, (_, index) =>
      isLeftOut ? (leftEdges[from + index] ?? 0) : stream.int16(),
    );
  const own = readBearings(0, widths, (flags & 1) !== 0);
  const others = readBearings(widths, glyphs, (flags & 2) !== 0);
  const view = new DataView(new ArrayBuffer(widths * 4 + others.length * 2));
  for (const [index, advance] of advances.entries()) {
    view.setUint16(index * 4, advance);
    view.setInt16(index * 4 + 2, own[index] ?? 0);
  }
  for (const [index, bearing] of others.entries()) view.setInt16(widths * 4 + index * 2, bearing);
  return new Uint8Array(view.buffer);
}
