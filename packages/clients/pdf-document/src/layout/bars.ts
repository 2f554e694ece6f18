import type { Block } from '../definition/block.schema.ts';
import type { Bar, Bars } from '../definition/definition.schema.ts';
import type { PageCanvas } from '../pdf/canvas.ts';
import { endStream } from '../pdf/page-canvas.ts';
import { createDrawing } from '../pdf/page-drawing.ts';
import type { PdfFile } from '../pdf/pdf-file.ts';
import type { PdfReference } from '../pdf/pdfkit-document.ts';
import { layoutBlocks } from './layout-blocks.ts';
import { type LayoutContext, refuseBreak } from './layout-context.ts';
import { ARTIFACT, collectParts, drawParts, type Part, measureHeight, type Slices } from './slice.ts';

/** From the edge of the page to the header, and to the footer. */
const EDGE = 28;
/** From there to the text. */
const GAP = 14;

export interface BarArea {
  /** Points of the page that header and footer take, from its edges. */
  readonly top: number;
  readonly bottom: number;
}

export interface PageBars {
  /** Loads pictures, and measures what stands on the first page and on the others. */
  prepare(): Promise<void>;
  area(number: number): BarArea;
  /** Draws header and footer of a page into a stream of their own: the number of pages is known at last. */
  draw(
    stream: PdfReference,
    page: { readonly number: number; readonly pages: number; readonly height: number; readonly left: number },
  ): void;
}

interface BarsOptions {
  readonly header: Bars | undefined;
  readonly footer: Bars | undefined;
  readonly context: LayoutContext;
}

export function createPageBars({ header, footer, context }: BarsOptions): PageBars {
  const areas = new Map<boolean, BarArea>();
  const bars = { header, footer };
  const pick = (name: PlacedBar['name'], number: number): PlacedBar => ({
    name,
    bar: number === 1 ? bars[name]?.first : bars[name]?.rest,
    context,
  });
  return {
    async prepare() {
      for (const number of [1, 2]) {
        areas.set(number === 1, {
          top: await measureBar(pick('header', number)),
          bottom: await measureBar(pick('footer', number)),
        });
      }
    },
    area: (number) => areas.get(number === 1) ?? { top: 0, bottom: 0 },
    draw(stream, { number, pages, height, left }) {
      const page = createBarCanvas(stream, { file: context.tools.file, number, height });
      drawParts(layOutBar(pick('header', number), { number, pages }), page, { x: left, y: EDGE });
      const foot = layOutBar(pick('footer', number), { number, pages });
      drawParts(foot, page, { x: left, y: height - EDGE - measureHeight(foot) });
      page.end();
    },
  };
}

/** Where header and footer of a page are drawn: nothing of them is heard of, nor leads anywhere. */
export function createBarCanvas(
  stream: PdfReference,
  { file, number, height }: { readonly file: PdfFile; readonly number: number; readonly height: number },
): PageCanvas {
  const drawing = createDrawing({ file, height, tagged: undefined });
  return {
    ...drawing,
    number,
    height,
    dictionary: stream,
    tagged: undefined,
    link: () => undefined,
    end: () => endStream(stream, drawing.operators()),
  };
}

interface PlacedBar {
  readonly name: 'header' | 'footer';
  readonly bar: Bar | undefined;
  readonly context: LayoutContext;
}

interface PageNumbers {
  readonly number: number;
  readonly pages: number;
}

function* layoutBarBlocks({ name, bar, context }: PlacedBar, { number, pages }: PageNumbers): Slices {
  if (bar === undefined || bar === null) return;
  yield* layoutBlocks(composeBlocks(bar, name), {
    ...context,
    scope: context.scope?.with('page', number).with('pages', pages),
    path: `${name}.content`,
    parent: ARTIFACT,
  });
}

/** The parts of a bar whose pictures have been loaded. */
function layOutBar(placed: PlacedBar, numbers: PageNumbers): readonly Part[] {
  const steps = collectParts(layoutBarBlocks(placed, numbers), refuseBreak);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Loads its pictures; gives the points that it takes from the edge of the page. */
async function measureBar(placed: PlacedBar): Promise<number> {
  const numbers = { number: 1, pages: 1 };
  for (const slice of layoutBarBlocks(placed, numbers)) {
    if (slice.kind === 'wait') await slice.until();
  }
  const height = measureHeight(layOutBar(placed, numbers));
  return height === 0 ? 0 : EDGE + height + GAP;
}

/** Texts at the left, in the middle and at the right as columns. */
function composeBlocks(bar: NonNullable<Bar>, name: string): readonly Block[] {
  if ('content' in bar) return bar.content;
  const createColumn = (text: typeof bar.left, align: 'left' | 'center' | 'right') => ({
    width: '*',
    content: text === undefined ? [] : [{ type: 'paragraph' as const, text, style: { ...BAR_STYLE, align } }],
  });
  const { left, center, right } = bar;
  const columns = [
    createColumn(left, 'left'),
    ...(center === undefined ? [] : [createColumn(center, 'center')]),
    createColumn(right, 'right'),
  ];
  const line: Block = { type: 'rule', color: 'line', thickness: 0.5, spaceBefore: 5, spaceAfter: 5 };
  const text: Block = { type: 'columns', gap: 12, columns };
  if (!bar.rule) return [text];
  return name === 'header' ? [text, line] : [line, text];
}

const BAR_STYLE = { size: 8.5, lineHeight: 1.35, color: 'muted', spaceAfter: 0 } as const;
