import { afterAll, expect, it } from 'vitest';
import { openStudio } from '../testing/draw.ts';
import { encodePixels } from '../testing/encode-pixels.ts';
import { makePng } from '../testing/make-png.ts';
import { readPixels } from '../testing/read-pixels.ts';

const studio = openStudio();
afterAll(() => studio.close());

const KINDS = [
  [0, 1],
  [0, 2],
  [0, 4],
  [0, 8],
  [0, 16],
  [2, 8],
  [2, 16],
  [3, 1],
  [3, 2],
  [3, 4],
  [3, 8],
  [4, 8],
  [4, 16],
  [6, 8],
  [6, 16],
] as const;
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const [width, height] = [19, 13];

const cases = KINDS.flatMap(([kind, depth]) =>
  [false, true].flatMap((isInterlaced) =>
    (kind < 4 ? [false, true] : [false]).map((hasKey) => ({ kind, depth, isInterlaced, hasKey })),
  ),
);

it.each(cases)(
  'a PNG of kind $kind, $depth bits, interlaced $isInterlaced, transparent color $hasKey, has its pixels in the PDF',
  async ({ kind, depth, isInterlaced, hasKey }) => {
    const most = 2 ** depth;
    const sample = (x: number, y: number, channel: number) =>
      (x * 7 + y * 31 + channel * 101 + x * y * 977) % most;
    const pixel = (x: number, y: number) =>
      Array.from({ length: CHANNELS[kind]! }, (_, c) => sample(x, y, c));
    const colors = Math.min(most, 256);
    const palette = Uint8Array.from({ length: colors * 3 }, (_, index) => (index * 83) % 256);
    const key = pixel(3, 2);
    const transparency =
      kind === 3
        ? Uint8Array.from([0, 100])
        : Uint8Array.from(key.flatMap((value) => [value >> 8, value & 255]));
    const png = makePng({
      ...{ width, height, kind, depth, isInterlaced },
      ...(kind === 3 && { palette }),
      ...(hasKey && { transparency }),
      data: encodePixels({ width, height, kind, depth, isInterlaced, pixel }),
    });
    const toByte = (value: number): number =>
      depth === 16 ? value >> 8 : Math.round((value * 255) / (most - 1));
    const toRgba = (samples: readonly number[]): readonly number[] => {
      const [first = 0, second = 0, third = 0, fourth = 0] = samples;
      const isKey = hasKey && samples.every((value, index) => value === key[index]);
      const alpha = isKey ? 0 : 255;
      if (kind === 0) return [toByte(first), toByte(first), toByte(first), alpha];
      if (kind === 2) return [toByte(first), toByte(second), toByte(third), alpha];
      if (kind === 3)
        return [...palette.subarray(first * 3, first * 3 + 3), hasKey ? (transparency[first] ?? 255) : 255];
      if (kind === 4) return [toByte(first), toByte(first), toByte(first), toByte(second)];
      return [toByte(first), toByte(second), toByte(third), toByte(fourth)];
    };
    const expected = Array.from({ length: width * height }, (_, index) =>
      toRgba(pixel(index % width, Math.floor(index / width))),
    );
    const document = await studio.keep(png);
    const { bytes } = await studio.draw({ content: [{ type: 'image', document, alt: 'x' }] });
    const drawn = await readPixels(bytes);
    const differences = drawn.flatMap((each, index) =>
      each.map((value, channel) => Math.abs(value - expected[index]![channel]!)),
    );
    expect(Math.max(...differences)).toBeLessThanOrEqual(1);
  },
);
