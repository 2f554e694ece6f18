import type { FilledBars, FilledBlock, FilledSection, PageKind } from '@jobwright/word-template';
import { createBarCanvas } from '../layout/bars.ts';
import { ARTIFACT, drawParts, measureHeight, type Part, type Slices } from '../layout/slice.ts';
import type { PdfReference } from '../pdf/pdfkit-document.ts';
import { collectWordParts } from './collect-word-parts.ts';
import { layoutWordBlocks } from './layout-word-blocks.ts';
import type { WordContext, WordTools } from './word-context.ts';

/** A page as its header and footer know it. */
export interface BarPage {
  readonly section: FilledSection;
  /** Of its section. */
  readonly isFirst: boolean;
  /** As it is written. */
  readonly number: number;
}

/** Headers and footers (ECMA-376 Part 1, 17.10). */
export interface WordBars {
  /** Loads their pictures and measures them. */
  prepare(sections: readonly FilledSection[]): Promise<void>;
  /** Points that they take from the edges of a page. */
  measure(page: BarPage): { readonly top: number; readonly bottom: number };
  /** Draws both into a stream of their own: the number of pages is known at last. */
  draw(stream: PdfReference, page: BarPage, pages: number): void;
}

type Blocks = () => Iterable<FilledBlock>;

export function createWordBars(word: WordTools, hasEvenPages: boolean): WordBars {
  const heights = new Map<Blocks, number>();
  const pick = (bars: FilledBars, { section, isFirst, number }: BarPage): Blocks | undefined => {
    if (isFirst && section.look.hasFirstPage) return bars.get('first');
    const kind: PageKind = hasEvenPages && number % 2 === 0 ? 'even' : 'default';
    return bars.get(kind);
  };
  const layout = (
    blocks: Blocks,
    section: FilledSection,
    pageNumbers: WordContext['pageNumbers'],
  ): Slices => {
    const { look } = section;
    const width = look.width - look.margins.left - look.margins.right;
    return layoutWordBlocks(blocks(), {
      word,
      section: look,
      width,
      parent: ARTIFACT,
      isInCell: false,
      pageNumbers,
    });
  };
  const measureBar = async (blocks: Blocks, section: FilledSection): Promise<number> => {
    const numbers = { number: 1, pages: 1 };
    for (const slice of layout(blocks, section, numbers)) if (slice.kind === 'wait') await slice.until();
    return measureHeight(collect(layout(blocks, section, numbers), word));
  };
  return {
    async prepare(sections) {
      for (const section of sections) {
        for (const blocks of [...section.headers.values(), ...section.footers.values()])
          if (!heights.has(blocks)) heights.set(blocks, await measureBar(blocks, section));
      }
    },
    measure(page) {
      const { look, headers, footers } = page.section;
      const height = (bars: FilledBars): number => heights.get(pick(bars, page) ?? NOTHING) ?? 0;
      return { top: look.header + height(headers), bottom: look.footer + height(footers) };
    },
    draw(stream, page, pages) {
      const { look, headers, footers } = page.section;
      const canvas = createBarCanvas(stream, {
        file: word.tools.file,
        number: page.number,
        height: look.height,
      });
      const draw = (blocks: Blocks | undefined, place: (parts: readonly Part[]) => number): void => {
        if (blocks === undefined) return;
        const parts = collect(layout(blocks, page.section, { number: page.number, pages }), word);
        drawParts(parts, canvas, { x: look.margins.left, y: place(parts) });
      };
      draw(pick(headers, page), () => look.header);
      draw(pick(footers, page), (parts) => look.height - look.footer - measureHeight(parts));
      canvas.end();
    },
  };
}

const NOTHING: Blocks = () => [];

/** The parts of a bar whose pictures have been loaded. */
function collect(slices: Slices, word: WordTools): readonly Part[] {
  const steps = collectWordParts(slices, word);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
