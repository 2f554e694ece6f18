import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JsonObject } from '@jobwright/json';
import { PNG } from 'pngjs';
import type { Painter } from '../draw-document.ts';
import { renderPages } from '../programs.ts';

const run = promisify(execFile);

/** Points and pixels that a drawing is wide; it is at most as high. */
const SIDE = 200;
const MARGIN = 30;

export interface Sketch {
  readonly name: string;
  readonly svg: string;
}

export interface Compared {
  readonly name: string;
  /** What the job said when it did not draw it. */
  readonly refusal?: string;
  /** Of the picture that differs from that of librsvg, 0 to 1. */
  readonly difference?: number;
}

/** Draws each with the connector and poppler, and with librsvg, and measures how much they differ. */
export async function compareDrawings(
  sketches: readonly Sketch[],
  { painter, folder }: { readonly painter: Painter; readonly folder: string },
): Promise<readonly Compared[]> {
  const compared: Compared[] = [];
  const drawn: { readonly name: string; readonly document: JsonObject; readonly theirs: PNG }[] = [];
  for (const { name, svg } of sketches) {
    const document = await painter.keep(Buffer.from(svg), `${name}.svg`);
    const image = { type: 'image', document, alt: name };
    const refusal = await painter.draw({ title: name, content: [image] }).then(
      () => undefined,
      (error: unknown) => String(error),
    );
    if (refusal !== undefined) {
      compared.push({ name, refusal });
      continue;
    }
    const file = join(folder, 'drawing.svg');
    await writeFile(file, svg);
    const picture = join(folder, 'drawing.png');
    await run('rsvg-convert', [
      '-w',
      String(SIDE),
      '-h',
      String(SIDE),
      '--keep-aspect-ratio',
      '-b',
      'white',
      '-o',
      picture,
      file,
    ]);
    drawn.push({ name, document, theirs: PNG.sync.read(await readFile(picture)) });
  }
  const pages = await drawPages(drawn, { painter, folder });
  for (const [index, { name, theirs }] of drawn.entries()) {
    const page = pages[index];
    if (page !== undefined) compared.push({ name, difference: compare(page, theirs) });
  }
  return compared;
}

async function drawPages(
  drawn: readonly { readonly name: string; readonly document: JsonObject; readonly theirs: PNG }[],
  { painter, folder }: { readonly painter: Painter; readonly folder: string },
): Promise<readonly PNG[]> {
  const PER_FILE = 100;
  const pages: PNG[] = [];
  for (let start = 0; start < drawn.length; start += PER_FILE) {
    const content = drawn
      .slice(start, start + PER_FILE)
      .flatMap(({ name, document, theirs }): JsonObject[] => [
        { type: 'image', document, alt: name, width: theirs.width, height: theirs.height },
        { type: 'pageBreak' },
      ]);
    const bytes = await painter.draw({
      title: 'Drawings',
      margin: MARGIN,
      pageSize: 'A5',
      content: content.slice(0, -1),
    });
    const name = `drawings-${start}`;
    const file = join(folder, `${name}.pdf`);
    await writeFile(file, bytes);
    pages.push(
      ...(await renderPages(file, { folder, name, dpi: 72 })).map((page) => PNG.sync.read(Buffer.from(page))),
    );
  }
  return pages;
}

/** Edges are smoothed in two ways: what is compared are means of squares of about this side. */
const SQUARE = 5;
const NOTICED = 28;

function compare(page: PNG, theirs: PNG): number {
  let [noticed, squares] = [0, 0];
  for (const [top, bottom] of divide(theirs.height))
    for (const [left, right] of divide(theirs.width)) {
      squares += 1;
      const area = { left, top, right, bottom };
      const other = meanColour(theirs, area, 0);
      if (
        meanColour(page, area, MARGIN).some(
          (mean, channel) => Math.abs(mean - (other[channel] ?? 0)) > NOTICED,
        )
      )
        noticed += 1;
    }
  return noticed / squares;
}

/** Into parts of nearly equal length: a remainder of one pixel would be an edge and nothing else. */
function divide(length: number): readonly (readonly [number, number])[] {
  const count = Math.max(1, Math.round(length / SQUARE));
  const edge = (index: number): number => Math.round((index * length) / count);
  return Array.from({ length: count }, (_, index) => [edge(index), edge(index + 1)] as const);
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function meanColour(
  { data, width }: PNG,
  { left, top, right, bottom }: Area,
  shift: number,
): readonly number[] {
  const sums = [0, 0, 0];
  for (let y = top + shift; y < bottom + shift; y += 1)
    for (let x = left + shift; x < right + shift; x += 1)
      for (const channel of sums.keys())
        sums[channel] = (sums[channel] ?? 0) + (data[(y * width + x) * 4 + channel] ?? 0);
  return sums.map((sum) => sum / ((right - left) * (bottom - top)));
}
