import { createScope, type Locale } from '@jobwright/text-values';
import { WORD_LIMITS } from '../limits.ts';
import type { CellLook, PageKind, RowLook, SectionLook, TableLook } from '../model.ts';
import type { TemplateBlocks, TemplateTable } from '../read/template-blocks.ts';
import type { TemplateBars } from '../read/read-bars.ts';
import type { WordTemplate } from '../read/read-template.ts';
import { WordError } from '../word-error.ts';
import { type FillContext, type FilledParagraph, fillParagraph } from './fill-paragraph.ts';
import { createLabels } from './create-labels.ts';
import { runControls } from './run-controls.ts';

/** A cell of a table; its blocks as often as they are asked for. */
export interface FilledCell {
  readonly look: CellLook;
  blocks(): Iterable<FilledBlock>;
}
/** A row of a table with its values. */
export interface FilledRow {
  readonly look: RowLook;
  readonly cells: readonly FilledCell[];
}
/** A table, whose rows are filled one at a time. */
export interface FilledTable {
  readonly kind: 'table';
  readonly look: TableLook;
  rows(): Iterable<FilledRow>;
}
/** A block with its values. */
export type FilledBlock = FilledParagraph | FilledTable;

/** A section with its values; blocks and rows are filled one at a time, as they are asked for. */
export interface FilledSection {
  readonly look: SectionLook;
  blocks(): Iterable<FilledBlock>;
  readonly headers: FilledBars;
  readonly footers: FilledBars;
}
/** Blocks of a header or footer, as often as they are asked for. */
export type FilledBars = ReadonlyMap<PageKind, () => Iterable<FilledBlock>>;

/** How values get into a template. */
export interface FillOptions {
  readonly data: unknown;
  readonly locale: Locale;
}

/**
 * The sections of a template with their values. Values are looked up while the blocks are read: what is wrong
 * is thrown there.
 */
export function fillWordTemplate(
  { sections, numberings }: WordTemplate,
  { data, locale }: FillOptions,
): readonly FilledSection[] {
  const scope = createScope(data ?? {});
  const start = (): FillContext => ({
    ...{ scope, locale },
    spend: createSpend(),
    label: createLabels(numberings),
  });
  const context = start();
  return sections.map((section) => ({
    look: section.look,
    blocks: () => fillBlocks(section.blocks, context),
    headers: fillBars(section.headers, start),
    footers: fillBars(section.footers, start),
  }));
}

/** Headers and footers are drawn on every page: each counts for itself. */
const fillBars = (bars: TemplateBars, start: () => FillContext): FilledBars =>
  new Map([...bars].map(([kind, blocks]) => [kind, () => fillBlocks(blocks, start())]));

function createSpend(): () => void {
  let left: number = WORD_LIMITS.blocks;
  return () => {
    left -= 1;
    if (left < 0)
      throw new WordError('too-large', `A document has at most ${WORD_LIMITS.blocks} paragraphs and rows`);
  };
}

function* fillBlocks(blocks: TemplateBlocks, context: FillContext): Generator<FilledBlock, void, undefined> {
  for (const { item, scope } of runControls(blocks, context)) {
    context.spend();
    const inner = { ...context, scope };
    yield item.kind === 'paragraph'
      ? fillParagraph(item, inner)
      : { kind: 'table', look: item.look, rows: () => fillRows(item, inner) };
  }
}

function* fillRows({ rows }: TemplateTable, context: FillContext): Generator<FilledRow, void, undefined> {
  for (const { item, scope } of runControls(rows, context)) {
    context.spend();
    const inner = { ...context, scope };
    yield {
      look: item.look,
      cells: item.cells.map(({ look, blocks }) => ({ look, blocks: () => fillBlocks(blocks, inner) })),
    };
  }
}
