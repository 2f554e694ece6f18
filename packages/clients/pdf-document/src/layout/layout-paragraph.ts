import type { BlockOf } from '../definition/block.schema.ts';
import type { Text } from '../definition/text.schema.ts';
import { layoutText } from '../text/layout-text.ts';
import type { Line, PlacedPiece } from '../text/text-line.ts';
import { type LayoutContext, styleTexts } from './layout-context.ts';
import type { BoxSlice, Node, Slices } from './slice.ts';
import { definitionError } from '../pdf-error.ts';

/** Lines that have to stay together at each end of a divided paragraph. */
const TOGETHER = 2;

export interface ParagraphOptions {
  readonly text: Text;
  /** Of the element in the structure: `P`, `H1`, `Lbl`, or nothing when the parent is to own the text. */
  readonly tag: string | undefined;
  /** Of the text, in the input. */
  readonly path: string;
  /** Above the first line. */
  readonly gap: number;
  readonly onDraw?:
    ((at: { readonly dictionary: unknown; readonly y: number; readonly text: string }) => void) | undefined;
}

/** One slice for each line; the first two and the last two stay together. */
export function* layoutParagraph(
  { text, tag, path, gap, onDraw }: ParagraphOptions,
  context: LayoutContext,
): Slices {
  const { tools, style, width, parent } = context;
  const texts = styleTexts(text, context, path);
  const node = tag === undefined ? parent : tools.node(tag, parent);
  const box = {
    width: Math.max(1, width - style.indent),
    align: style.align,
    direction: style.direction,
    lineHeight: style.lineHeight,
  };
  const lines = layoutText(texts, box, tools.text);
  const last = lines.length - 1;
  for (const [index, line] of lines.entries()) {
    const keepsLines = index < TOGETHER - 1 || (index >= last - TOGETHER + 1 && index < last);
    yield {
      kind: 'box',
      path,
      height: line.height,
      gap: index === 0 ? gap : 0,
      keep: index < last ? keepsLines : style.keepWithNext,
      draw(page, x, y) {
        if (index === 0)
          onDraw?.({
            dictionary: page.dictionary,
            y: page.height - y,
            text: texts.map((each) => each.text).join(''),
          });
        if (style.background !== undefined) page.fill({ x, y, width, height: line.height }, style.background);
        drawLine(line, { page, x: x + style.indent, y, node, context });
        if (index === last && node !== parent) node.close();
      },
    } satisfies BoxSlice;
  }
}

interface LinePosition {
  readonly page: Parameters<BoxSlice['draw']>[0];
  readonly x: number;
  readonly y: number;
  readonly node: Node;
  readonly context: Pick<LayoutContext, 'tools'>;
}

/** Draws a line; each stretch with a link gets its annotation, and its element in the structure. */
export function drawLine(line: Line, { page, x, y, node, context }: LinePosition): void {
  const { tools } = context;
  const links: {
    readonly look: object;
    readonly link: Node;
    readonly pieces: PlacedPiece[];
    readonly address: string;
  }[] = [];
  page.text(line, { x, y }, (piece) => {
    const address = piece.look.link;
    if (address === undefined) return node.owner();
    const last = links.at(-1);
    if (last !== undefined && last.look === piece.look) {
      if (!last.pieces.includes(piece)) last.pieces.push(piece);
      return last.link.owner();
    }
    const owner = node.owner();
    const link = owner === undefined || owner === 'artifact' ? node : tools.node('Link', node);
    links.push({ look: piece.look, link, pieces: [piece], address });
    return link.owner();
  });
  for (const { link, pieces, address } of links) {
    const left = Math.min(...pieces.map((piece) => piece.x));
    const right = Math.max(...pieces.map((piece) => piece.x + piece.width));
    const owner = link.owner();
    const element = owner === 'artifact' ? undefined : owner;
    const text = pieces.map((piece) => piece.text).join('');
    page.link({ x: x + left, y, width: right - left, height: line.height }, { address, text }, element);
    if (link !== node) link.close();
  }
}

/** Headings become bookmarks, and stay with what they head. */
export function* layoutHeading(block: BlockOf<'heading'>, context: LayoutContext, gap: number): Slices {
  const { tools, path, parent } = context;
  const { level, id, bookmark } = block;
  if (tools.isAccessible && parent.owner() !== 'artifact') {
    if (level > tools.headings.last + 1) {
      const expected =
        tools.headings.last === 0
          ? 'level 1 first'
          : `level ${tools.headings.last + 1} at most after one of level ${tools.headings.last}`;
      throw definitionError([
        { path: `${path}.level`, message: `PDF/UA wants headings without a gap: expected ${expected}` },
      ]);
    }
    tools.headings.last = level;
  }
  yield* layoutParagraph(
    {
      text: block.text,
      tag: `H${level}`,
      path: `${path}.text`,
      gap,
      onDraw: ({ dictionary, y, text }) => {
        if (bookmark || id !== undefined)
          tools.bookmarks.add(bookmark ? level : 0, text, { dictionary, y, id });
      },
    },
    context,
  );
}
