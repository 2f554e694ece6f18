import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPainter, type Painter } from './draw-document.ts';
import { makePictures, renderAreas } from './programs.ts';

/** Pixels of the page that a pixel of the picture is wide. */
const ZOOM = 4;
const MARGIN = 30;
const DPI = 96 * ZOOM;
const MARGIN_PIXELS = (MARGIN * DPI) / 72;
const MAX_WIDTH = 33;
const MAX_HEIGHT = 33;

let folder: string;
let painter: Painter;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pdf-pictures-'));
  painter = createPainter();
});
afterAll(async () => {
  await painter.close();
  await rm(folder, { recursive: true, force: true });
});

test.each([
  { what: 'PNGs of every kind, depth, interlacing and transparency', kind: 'png', least: 150, tolerance: 2 },
  // Decoders round the colors of JPEG differently.
  { what: 'JPEGs of every sampling, kind and orientation', kind: 'jpg', least: 30, tolerance: 6 },
] as const)(
  '$what have the pixels on a page that Pillow reads in them',
  async ({ kind, least, tolerance }) => {
    const made = join(folder, kind);
    await mkdir(made);
    await makePictures(made, kind);
    const names = (await readdir(made)).filter((each) => each.endsWith(`.${kind}`)).sort();
    expect(names.length).toBeGreaterThan(least);
    const images = await Promise.all(
      names.map(async (name) => ({
        type: 'image',
        alt: name,
        document: await painter.keep(await readFile(join(made, name)), name),
      })),
    );
    const content = images.flatMap((image, index) =>
      index === 0 ? [image] : [{ type: 'pageBreak' }, image],
    );
    const file = join(folder, `${kind}.pdf`);
    await writeFile(file, await painter.draw({ title: 'Pictures', margin: MARGIN, pageSize: 'A5', content }));
    const area = {
      ...{ x: MARGIN_PIXELS, y: MARGIN_PIXELS },
      ...{ width: MAX_WIDTH * ZOOM, height: MAX_HEIGHT * ZOOM },
    };
    const pages = await renderAreas(file, { folder, name: kind, dpi: DPI, area });
    expect(pages.length).toBe(names.length);
    const wrong: string[] = [];
    for (const [index, name] of names.entries()) {
      const page = PNG.sync.read(Buffer.from(pages[index] ?? []));
      const expected = await readFile(join(made, name.replace(`.${kind}`, '.rgba')));
      const difference = findDifference(page, expected);
      if (difference > tolerance) wrong.push(`${name}: ${difference}`);
    }
    expect(wrong).toEqual([]);
  },
);

/** The largest of a channel, on white, in the middle of the pixels. */
function findDifference(page: PNG, expected: Buffer): number {
  const [width, height] = [expected.readUInt32BE(0), expected.readUInt32BE(4)];
  let largest = 0;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = 8 + (y * width + x) * 4;
      const seen = ((y * ZOOM + ZOOM / 2) * page.width + x * ZOOM + ZOOM / 2) * 4;
      const alpha = (expected[at + 3] ?? 0) / 255;
      for (let channel = 0; channel < 3; channel += 1) {
        const shown = 255 + ((expected[at + channel] ?? 0) - 255) * alpha;
        largest = Math.max(largest, Math.abs(shown - (page.data[seen + channel] ?? 0)));
      }
    }
  return Math.round(largest);
}
