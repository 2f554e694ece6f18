import type { FilledBlock, FilledParagraph } from '@jobwright/word-template';
import type { Node, Slices } from '../layout/slice.ts';
import { createListStack, type ListStack } from './list-stack.ts';
import type { ParagraphNodes } from './draw-paragraph.ts';
import { layoutWordParagraph } from './layout-word-paragraph.ts';
import { layoutWordTable } from './layout-word-table.ts';
import type { WordContext } from './word-context.ts';

/** Slices of blocks one below the other. Of two spaces that meet, the larger one counts. */
export function* layoutWordBlocks(blocks: Iterable<FilledBlock>, context: WordContext): Slices {
  const lists = createListStack(context);
  let before: FilledParagraph | undefined;
  let after = 0;
  let isFirst = true;
  for (const block of blocks) {
    // The text of a cell is counted with its row, that of a header or footer is bounded by the pages.
    const isCounted = context.pageNumbers === undefined && !(context.isInCell && isFirst);
    if (isCounted) context.word.tools.budget.spend('blocks', 1);
    isFirst = false;
    if (block.kind === 'table') {
      yield* lists.close();
      yield* layoutWordTable(block, context, after);
      [before, after] = [undefined, 0];
      continue;
    }
    const isSame = before !== undefined && before.style === block.style;
    const gap = Math.max(
      isSame && before?.look.isContextual === true ? 0 : after,
      isSame && block.look.isContextual ? 0 : block.look.spaceBefore,
    );
    yield* layoutTextBlock(block, { context, lists, gap });
    [before, after] = [block, block.look.spaceAfter];
  }
  yield* lists.close();
}

interface TextBlockOptions {
  readonly context: WordContext;
  readonly lists: ListStack;
  readonly gap: number;
}

function* layoutTextBlock(block: FilledParagraph, { context, lists, gap }: TextBlockOptions): Slices {
  if (block.heading !== undefined) {
    yield* lists.close();
    yield* layoutWordParagraph(block, context, {
      nodes: createHeadingNodes(block, block.heading, context),
      gap,
    });
  } else if (block.label !== undefined && block.list !== undefined) {
    const item = yield* lists.open(block.list, block.label);
    const nodes = { text: item.body, label: item.label, onStart: startAt(block, context), onEnd: undefined };
    yield* layoutWordParagraph(block, context, { nodes, gap });
  } else {
    yield* lists.close();
    const node = context.word.tools.node('P', context.parent);
    const nodes = {
      text: node,
      label: undefined,
      onStart: startAt(block, context),
      onEnd: () => node.close(),
    };
    yield* layoutWordParagraph(block, context, { nodes, gap });
  }
}

/** Registers the bookmarks of a paragraph where it begins, for the links to them. */
function startAt({ content }: FilledParagraph, { word }: WordContext): ParagraphNodes['onStart'] {
  const names = content.flatMap((inline) => (inline.kind === 'bookmark' ? [inline.name] : []));
  return ({ page, y }) => {
    for (const id of names) {
      if (id === '' || word.bookmarks.has(id)) continue;
      word.bookmarks.add(id);
      word.tools.bookmarks.add(0, '', { dictionary: page.dictionary, y: page.height - y, id });
    }
  };
}

/** A heading is a bookmark of the viewer; levels follow each other without a gap where PDF/UA wants it. */
function createHeadingNodes(block: FilledParagraph, level: number, context: WordContext): ParagraphNodes {
  const { word, parent } = context;
  const { headings, isAccessible, bookmarks } = word.tools;
  const isText = context.pageNumbers === undefined;
  const tagged = isAccessible ? Math.min(level, headings.last + 1) : level;
  if (isText) headings.last = tagged;
  if (tagged < level)
    word.note(
      `A heading of level ${level} follows one of level ${tagged - 1}: PDF/UA takes it for level ${tagged}`,
    );
  const node: Node = word.tools.node(`H${tagged}`, parent);
  const start = startAt(block, context);
  return {
    text: node,
    label: undefined,
    onStart(at) {
      start?.(at);
      const title = `${block.label === undefined ? '' : `${block.label.text} `}${at.text}`.trim();
      if (isText && title !== '')
        bookmarks.add(tagged, title, {
          dictionary: at.page.dictionary,
          y: at.page.height - at.y,
          id: undefined,
        });
    },
    onEnd: () => node.close(),
  };
}
