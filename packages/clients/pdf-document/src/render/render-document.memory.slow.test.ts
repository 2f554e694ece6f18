import { readFileSync } from 'node:fs';
import type { JsonObject } from '@jobwright/json';
import { describe, expect, it } from 'vitest';
import { drawInProcess } from '../testing/draw-in-process.ts';
import {
  LONG_PATH,
  makeFont,
  makeLargePng,
  makeNames,
  makeNoisyPng,
  makeWoff2,
  PATTERN_BOMB,
  STYLED_BOMB,
} from '../testing/hostile-files.ts';

const MB = 1024 * 1024;
const image = (...files: readonly string[]): JsonObject => ({
  content: files.map((file) => ({ type: 'image', alt: 'x', width: 100, document: { file } })),
});
const font = (file: string): JsonObject => ({
  content: [{ type: 'paragraph', text: 'x', style: { font: 'Mine' } }],
  fonts: { Mine: { regular: { file } } },
});

interface Hostile {
  readonly bytes: Uint8Array;
  /** Of the message; else it is drawn. */
  readonly refusal?: string;
}

/**
 * Each file in a document of its own, all in one process. Every one of them took several times as much alone.
 */
async function drawEach(
  files: Readonly<Record<string, Hostile>>,
  {
    toOrder,
    more = [],
  }: { readonly toOrder: (file: string) => JsonObject; readonly more?: readonly JsonObject[] },
) {
  const names = Object.keys(files);
  const { endings, grownBytes } = await drawInProcess(
    [...names.map(toOrder), ...more],
    Object.fromEntries(Object.entries(files).map(([name, { bytes }]) => [name, bytes])),
  );
  expect(grownBytes).toBeLessThan(300 * MB);
  for (const [index, name] of names.entries()) {
    const { refusal } = files[name]!;
    const expected =
      refusal === undefined ? { kind: 'drawn' } : { message: expect.stringContaining(refusal) };
    expect({ name, ...endings[index] }).toMatchObject({ name, ...expected });
  }
  return endings.slice(names.length);
}

describe.sequential(
  'what unfolds to much takes little memory of the process, outside of the heap too',
  { timeout: 310_000 },
  () => {
    it('pictures', async () => {
      const [together] = await drawEach(
        {
          '16 bits in 194 kB': { bytes: await makeLargePng({ width: 5_000, height: 5_000, depth: 16 }) },
          'interlaced, too large': {
            bytes: await makeLargePng({ width: 5_000, height: 5_000, isInterlaced: true }),
            refusal: 'save it without interlacing',
          },
          wide: { bytes: await makeLargePng({ width: 65_000, height: 380, depth: 16 }) },
          noise: { bytes: makeNoisyPng(5_000, 4_000) },
          'noise again': { bytes: makeNoisyPng(4_999, 4_000) },
          'one more': { bytes: makeNoisyPng(4_998, 4_001) },
        },
        {
          toOrder: (file) => image(file),
          more: [image('16 bits in 194 kB', 'wide', 'noise', 'noise again', 'one more')],
        },
      );
      expect(together?.message).toContain('at most 100000000 pixels of pictures');
    });

    it('drawings', async () => {
      await drawEach(
        {
          'patterns in patterns': { bytes: Buffer.from(PATTERN_BOMB), refusal: 'too often' },
          'patterns by style sheet': { bytes: Buffer.from(STYLED_BOMB), refusal: 'the SVG draws too much' },
          'a long path': { bytes: Buffer.from(LONG_PATH) },
        },
        { toOrder: (file) => image(file) },
      );
    });

    it('fonts', async () => {
      const bent = readFileSync(new URL('../../fonts/SourceSans3-Regular.ttf', import.meta.url));
      bent.writeUInt32BE(0xfffffff0, 12 + 12);
      const damaged = 'its tables are damaged';
      await drawEach(
        {
          'WOFF2 that says 900 MB': {
            bytes: makeWoff2([{ length: 900 * MB }], Buffer.alloc(10)),
            refusal: 'it would unfold to more',
          },
          'WOFF2 that says little and unfolds to much': {
            bytes: makeWoff2([{ length: 1_000 }], Buffer.alloc(100 * MB)),
            refusal: damaged,
          },
          'WOFF2 that says more than it has': {
            bytes: makeWoff2([{ length: 45_000_000 }], Buffer.alloc(10)),
            refusal: damaged,
          },
          '4 GB of names': { bytes: makeFont({ name: makeNames() }), refusal: 'its names' },
          'a table beyond the end': { bytes: bent, refusal: damaged },
          'four billion fonts': {
            bytes: Buffer.concat([Buffer.from('ttcf'), Buffer.alloc(4), Buffer.alloc(40, 255)]),
            refusal: 'more than 200 fonts',
          },
        },
        { toOrder: font },
      );
    });
  },
);
