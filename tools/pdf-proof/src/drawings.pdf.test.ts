import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { compareDrawings, type Compared, type Sketch } from './drawings/compare-drawings.ts';
import { FEATURES } from './drawings/features.ts';
import { createPainter, type Painter } from './draw-document.ts';

/** Of the squares of a picture: edges are smoothed in two ways. */
const TOLERATED_SHARE = 0.06;
/** Every so manyth logo of companies; all of them with `PDF_CORPUS=full`. */
const STEP = process.env['PDF_CORPUS'] === 'full' ? 1 : 60;

let folder: string;
let painter: Painter;
beforeAll(() => {
  painter = createPainter();
});
afterAll(() => painter.close());
// One for each test: pages are found by their names.
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pdf-drawings-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const listDifferent = (compared: readonly Compared[]): readonly Compared[] =>
  compared.filter(({ refusal, difference = 1 }) => refusal === undefined && difference > TOLERATED_SHARE);

test('drawings look as librsvg draws them: one for each thing that may be in them', async () => {
  const sketches = Object.entries(FEATURES).map(([name, svg]) => ({ name, svg }));
  const compared = await compareDrawings(sketches, { painter, folder });
  expect(compared.filter(({ refusal }) => refusal !== undefined)).toEqual([]);
  expect(listDifferent(compared)).toEqual([]);
  expect(compared.length).toBe(sketches.length);
});

const icons = z.object({
  width: z.number(),
  height: z.number(),
  icons: z.record(
    z.string(),
    z.object({ body: z.string(), width: z.number().optional(), height: z.number().optional() }),
  ),
});

async function readLogos(): Promise<readonly Sketch[]> {
  const file = fileURLToPath(import.meta.resolve('@iconify-json/logos/icons.json'));
  const all = icons.parse(JSON.parse(await readFile(file, 'utf8')));
  return Object.entries(all.icons).map(([name, { body, width = all.width, height = all.height }]) => ({
    name,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${body}</svg>`,
  }));
}

describe('logos of companies', () => {
  test('look as librsvg draws them, or are refused by what they have', async () => {
    const always = ['nextjs-icon', 'brave', 'edgio-icon', 'firefox'];
    const sketches = (await readLogos()).filter(
      ({ name }, index) => index % STEP === 0 || always.includes(name),
    );
    const compared = await compareDrawings(sketches, { painter, folder });
    expect(listDifferent(compared)).toEqual([]);
    const refused = compared.flatMap(({ name, refusal }) =>
      refusal === undefined ? [] : `${name}: ${refusal}`,
    );
    expect(refused.filter((each) => !/PDF_(IMAGE_INVALID|GLYPH_MISSING)/.test(each))).toEqual([]);
    expect(refused.length).toBeLessThanOrEqual(sketches.length * 0.02);
    expect(compared.length).toBe(sketches.length);
  }, 3_000_000);
});
