import type { DocumentInput } from '@jobwright/connector-sdk';
import {
  type FilledSection,
  fillWordTemplate,
  readWordTemplate,
  WORD_LIMITS,
  WordError,
} from '@jobwright/word-template';
import { z } from 'zod';
import { fonts as fontsSchema } from '../definition/definition.schema.ts';
import { parseDefinition } from '../definition/parse-definition.ts';
import { createPager } from '../layout/create-pager.ts';
import type { Node, Slices } from '../layout/slice.ts';
import { definitionError, PdfError } from '../pdf-error.ts';
import { attachFiles } from '../render/attach-files.ts';
import { createByteMeter } from '../render/byte-meter.ts';
import type { DocumentSupply } from '../render/document-supply.ts';
import { createDocumentTools, loadFontSet, openFile } from '../render/document-tools.ts';
import { drawSlices, type DrawnDocument, finishFile } from '../render/draw-slices.ts';
import { createGlyphWarnings } from '../render/glyph-warnings.ts';
import type { RenderRequest } from '../render/render-request.ts';
import { createWordTools } from './create-word-tools.ts';
import { layoutWordBlocks } from './layout-word-blocks.ts';
import { createWordBars } from './word-bars.ts';
import { type WordContext, WORD_PATH } from './word-context.ts';
import { createWordPages, type WordPages } from './word-pages.ts';

const fontInput = z.object({ fonts: fontsSchema.default({}) });

interface WordRendering {
  readonly request: RenderRequest;
  readonly document: DocumentInput;
  readonly supply: DocumentSupply;
  readonly root: (file: DrawnDocument['file']) => Node;
}

/**
 * Draws a letter from Word: yields bytes as they become available and returns a summary.
 * @throws PdfError `word` for a file that cannot be used; `definition` for values that are not there
 */
export async function* renderWord(rendering: WordRendering) {
  try {
    return yield* drawWord(rendering);
  } catch (error) {
    if (!(error instanceof WordError)) throw error;
    if (error.kind === 'values')
      throw definitionError([{ path: WORD_PATH, message: error.message }], { cause: error });
    throw new PdfError({ kind: 'word', reason: error.message }, { cause: error });
  }
}

async function* drawWord({ request, document, supply, root }: WordRendering) {
  const template = await readWordTemplate(await supply.read(document, WORD_LIMITS.fileBytes));
  const title = request.facts.title ?? template.title;
  if (title === undefined)
    throw definitionError([
      { path: 'title', message: 'is missing, and the Word file has none: expected string' },
    ]);
  const definition = {
    ...parseDefinition(fontInput, { fonts: request.fonts ?? {} }),
    colors: {},
    styles: {},
  };
  const scope = undefined;
  const fonts = await loadFontSet(definition, { supply, scope });
  const facts = { ...request.facts, title };
  const file = await openFile(request, { facts, invoiceFile: undefined });
  const warnings = createGlyphWarnings(request.missingGlyphs);
  const options = { request, definition, supply, file, fonts, warnings };
  const { tools, style, endBookmarks } = createDocumentTools(options);
  const notes = new Set(template.warnings);
  const word = createWordTools({ tools, style: { ...style, color: '#000000' }, template, notes });
  const sections = fillWordTemplate(template, { data: request.data, locale: request.locale });
  const bars = createWordBars(word, template.hasEvenPages);
  await bars.prepare(sections);
  await attachFiles(file, request, { supply, invoice: undefined });

  const pages = createWordPages(file, bars, firstOf(sections));
  const pager = createPager(pages);
  const meter = createByteMeter(file);
  const context: Omit<WordContext, 'section' | 'width'> = {
    word,
    parent: root(file),
    isInCell: false,
    pageNumbers: undefined,
  };
  yield* drawSlices(layoutSections(sections, { pages, context }), { pager, meter });
  yield* finishFile({ file, meter, endBookmarks }, pages.drawBars(pager.pageCount()));
  for (const anchor of word.anchors)
    if (!word.bookmarks.has(anchor))
      word.note(`A link leads to the bookmark "${anchor}", which is not there`);
  return { ...meter.result(), pages: pager.pageCount(), title, warnings: [...notes, ...warnings.list()] };
}

function firstOf(sections: readonly FilledSection[]): FilledSection {
  const [first] = sections;
  if (first === undefined) throw new Error('A letter has a section');
  return first;
}

interface SectionOptions {
  readonly pages: WordPages;
  readonly context: Omit<WordContext, 'section' | 'width'>;
}

/** One section after the other: on a new page, in the next column, or further down (17.6.22). */
function* layoutSections(sections: readonly FilledSection[], { pages, context }: SectionOptions): Slices {
  for (const [index, section] of sections.entries()) {
    const before = sections[index - 1];
    if (before !== undefined) yield* startSection(section, { before, pages, context });
    const { look } = section;
    const width = Math.max(10, Math.min(...look.columns.map((column) => column.width)));
    if (look.columns.some((column) => column.width - width > 1))
      context.word.note('Columns of different widths are filled as wide as the narrowest');
    yield* layoutWordBlocks(section.blocks(), { ...context, section: look, width });
  }
}

function* startSection(
  section: FilledSection,
  { before, pages, context }: SectionOptions & { readonly before: FilledSection },
): Slices {
  const { look } = section;
  const isSamePage = look.width === before.look.width && look.height === before.look.height;
  const goesOn = isSamePage && (look.start === 'here' || look.start === 'column');
  if (look.start === 'evenPage' || look.start === 'oddPage')
    context.word.note('Sections that begin on an even or odd page begin on the next page');
  if (!goesOn) {
    yield { kind: 'hook', run: () => pages.enter(section) };
    yield { kind: 'break', path: WORD_PATH };
    return;
  }
  if (before.look.columns.length > 1)
    context.word.note(
      'Columns are filled one after the other, not evenly, where a section ends within a page',
    );
  yield {
    kind: 'hook',
    run(flow) {
      pages.goOn(section);
      if (look.start === 'here') flow.divide(pages.areas());
    },
  };
  if (look.start === 'column') yield { kind: 'break', to: 'column', path: WORD_PATH };
}
