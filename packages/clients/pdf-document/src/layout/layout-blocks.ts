import { toPath } from '@jobwright/connector-sdk';
import { findValue } from '../data/interpolate.ts';
import { holds } from '@jobwright/text-values';
import { type Block, type BlockOf, blocks } from '../definition/block.schema.ts';
import { LIMITS } from '../definition/limits.ts';
import { parseMarkdown } from '../markdown/parse-markdown.ts';
import { layoutColumns, layoutGroup } from './layout-containers.ts';
import type { LayoutContext } from './layout-context.ts';
import { layoutCode, layoutImage } from './layout-figures.ts';
import { layoutList } from './layout-list.ts';
import { layoutHeading, layoutParagraph } from './layout-paragraph.ts';
import type { BoxSlice, Slices } from './slice.ts';
import { layoutTable } from './layout-table.ts';
import { definitionError, PdfError } from '../pdf-error.ts';

/**
 * Slices of blocks one below the other; gives the space that the last one wants below it. Of two spaces that
 * meet, the larger one counts: `above` is the one that is there already.
 */
export function* layoutBlocks(list: readonly Block[], context: LayoutContext, above = 0): Slices<number> {
  if (context.depth > LIMITS.depth)
    throw new PdfError({ kind: 'too-deep', path: context.path, limit: LIMITS.depth });
  let after = above;
  for (const [index, block] of list.entries()) {
    const here = { ...context, path: `${context.path}[${index}]`, depth: context.depth + 1 };
    context.tools.budget.spend('blocks', 1);
    if (!holds(context.scope ?? NOTHING, block.when)) continue;
    after = yield* layoutBlock(block, here, after);
  }
  return after;
}

const NOTHING = { find: () => undefined } as const;

/** Gives the space that the block wants below it. */
function* layoutBlock(block: Block, context: LayoutContext, after: number): Slices<number> {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
    case 'list':
      return yield* layoutTextBlock(block, context, after);
    case 'columns':
      yield* layoutColumns(block, context, after);
      return context.style.spaceAfter;
    case 'group': {
      const style = applyStyle(block, context);
      yield* layoutGroup(block, { ...context, style }, Math.max(after, block.spaceBefore));
      return block.spaceAfter;
    }
    case 'table':
      yield* layoutTable(block, context, after);
      return 12;
    case 'image':
      yield* layoutImage(block, context, after);
      return 8;
    case 'qrCode':
    case 'barcode':
      yield* layoutCode(block, context, after);
      return 8;
    case 'rule':
      yield createRule(block, context, Math.max(after, block.spaceBefore));
      return block.spaceAfter;
    case 'spacer':
      yield createSpacer(block.height, after, context.path);
      return 0;
    case 'pageBreak':
      yield { kind: 'break', path: context.path };
      return 0;
    case 'repeat':
      return yield* layoutRepeat(block, context, after);
    case 'markdown':
      return yield* layoutBlocks(parseMarkdown(block.text, `${context.path}.text`), context, after);
    case 'insert':
      return yield* layoutBlocks(
        readInserted(block, context),
        { ...context, scope: undefined, path: findInsertedPath(block, context) },
        after,
      );
  }
}

/** Blocks whose style says how much space is around them. */
function* layoutTextBlock(
  block: BlockOf<'heading' | 'paragraph' | 'list'>,
  context: LayoutContext,
  after: number,
): Slices<number> {
  const style = applyStyle(block, context);
  const gap = Math.max(after, style.spaceBefore);
  const styled = { ...context, style };
  if (block.type === 'heading') yield* layoutHeading(block, styled, gap);
  else if (block.type === 'list') yield* layoutList(block, styled, gap);
  else yield* layoutParagraph({ text: block.text, tag: 'P', path: `${context.path}.text`, gap }, styled);
  return style.spaceAfter;
}

/** The style around the block, that of its level, and its own. */
function applyStyle(
  block: BlockOf<'heading' | 'paragraph' | 'list' | 'group'>,
  { tools, path, style }: LayoutContext,
): LayoutContext['style'] {
  const ofLevel = block.type === 'heading' ? tools.theme.apply(style, `heading${block.level}`, path) : style;
  return tools.theme.apply(ofLevel, block.style, path);
}

function* layoutRepeat(block: BlockOf<'repeat'>, context: LayoutContext, after: number): Slices<number> {
  const { scope, path } = context;
  const items = findValue(block.each, { scope, path: `${path}.each` });
  if (!Array.isArray(items))
    throw definitionError([{ path: `${path}.each`, message: `${block.each} is not a list` }]);
  let space = after;
  for (const [index, item] of items.entries()) {
    const itemPath = scope?.locate(`${block.each}.${index}`);
    const inner = { ...context, scope: scope?.with(block.as, item, itemPath), path: `${path}.content` };
    space = yield* layoutBlocks(block.content, inner, space);
  }
  return space;
}

const findInsertedPath = ({ from }: BlockOf<'insert'>, { scope }: LayoutContext): string =>
  scope?.locate(from) ?? from;

function readInserted(block: BlockOf<'insert'>, context: LayoutContext): readonly Block[] {
  const value = findValue(block.from, { scope: context.scope, path: `${context.path}.from` });
  const insertedPath = findInsertedPath(block, context);
  if (typeof value === 'string') return parseMarkdown(value, insertedPath);
  const parsed = blocks.safeParse(value);
  if (parsed.success) return parsed.data;
  throw definitionError(
    parsed.error.issues.map(({ path, message }) => ({ path: `${insertedPath}${toPath(path)}`, message })),
  );
}

function createRule(block: BlockOf<'rule'>, { tools, width, path }: LayoutContext, gap: number): BoxSlice {
  const { thickness, color } = block;
  return {
    kind: 'box',
    path,
    height: thickness,
    gap,
    keep: false,
    draw(page, x, y) {
      const middle = y + thickness / 2;
      page.line([x, middle], [x + width, middle], { width: thickness, color: tools.theme.color(color) });
    },
  };
}

/** What does not fit a page is not carried over to the next one. */
const createSpacer = (height: number, gap: number, path: string): BoxSlice => ({
  kind: 'box',
  path,
  height,
  gap,
  keep: false,
  draw: () => undefined,
  divide: (available) => [createSpacer(Math.max(0, available), gap, path), createSpacer(0, 0, path)],
});
