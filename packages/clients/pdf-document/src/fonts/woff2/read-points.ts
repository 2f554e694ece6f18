import type { ByteStream } from './byte-stream.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
  readonly isOnCurve: boolean;
}

/** Points of a glyph, each of a flag and one to four bytes (WOFF2, 5.2). */
export function readPoints(flags: Uint8Array, bytes: ByteStream): readonly Point[] {
  const points: Point[] = [];
  let [x, y] = [0, 0];
  for (const flag of flags) {
    const [dx, dy] = readStep(flag & 127, bytes);
    x += dx;
    y += dy;
    points.push({ x, y, isOnCurve: flag < 128 });
  }
  return points;
}

const sign = (flag: number, size: number): number => ((flag & 1) === 1 ? size : -size);

function readStep(flag: number, bytes: ByteStream): readonly [number, number] {
  const first = bytes.byte();
  if (flag < 10) return [0, sign(flag, ((flag & 14) << 7) + first)];
  if (flag < 20) return [sign(flag, (((flag - 10) & 14) << 7) + first), 0];
  if (flag < 84) {
    const rest = flag - 20;
    return [
      sign(flag, 1 + (rest & 0x30) + (first >> 4)),
      sign(flag >> 1, 1 + ((rest & 0x0c) << 2) + (first & 15)),
    ];
  }
  const second = bytes.byte();
  if (flag < 120) {
    const rest = flag - 84;
    return [
      sign(flag, 1 + (Math.floor(rest / 12) << 8) + first),
      sign(flag >> 1, 1 + (((rest % 12) >> 2) << 8) + second),
    ];
  }
  const third = bytes.byte();
  if (flag < 124)
    return [sign(flag, (first << 4) + (second >> 4)), sign(flag >> 1, ((second & 15) << 8) + third)];
  return [sign(flag, (first << 8) + second), sign(flag >> 1, (third << 8) + bytes.byte())];
}
