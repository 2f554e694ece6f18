import type { BlockOf } from '../definition/block.schema.ts';
import { layoutText } from '../text/layout-text.ts';
import { type LayoutContext, styleTexts } from './layout-context.ts';
import { drawLine, layoutParagraph } from './layout-paragraph.ts';
import { indentSlices, type Slices } from './slice.ts';

const BULLETS = ['•', '–', '▪'] as const;
const GAP = 6;

/** Items with a bullet or a number that hangs at their left; lists may be inside of items. */
export function* layoutList(block: BlockOf<'list'>, context: LayoutContext, gap: number): Slices {
  const { tools, path, style } = context;
  const list = tools.node('L', context.parent, {
    attributes: `/A <</O/List/ListNumbering/${block.ordered ? 'Decimal' : 'Disc'}>>`,
  });
  const lastNumber = block.start + block.items.length - 1;
  const hang = block.ordered ? 8 + String(lastNumber).length * style.size * 0.55 + GAP : style.size + GAP;
  const between = Math.min(style.spaceAfter, 3);
  const level = (path.match(/\.items\[/g)?.length ?? 0) % BULLETS.length;

  for (const [index, item] of block.items.entries()) {
    const itemPath = `${path}.items[${index}]`;
    const node = tools.node('LI', list);
    const marker = block.ordered ? `${block.start + index}.` : (BULLETS[level] ?? '•');
    const label = tools.node('Lbl', node);
    const body = tools.node('LBody', node);
    const inner = {
      ...context,
      width: context.width - hang,
      parent: body,
      style: { ...style, keepWithNext: false },
    };
    const [markerLine] = layoutText(
      styleTexts([{ text: marker }], { ...context, scope: undefined }, itemPath),
      {
        width: hang - GAP,
        align: block.ordered ? 'end' : 'center',
        direction: 'ltr',
        lineHeight: style.lineHeight,
      },
      tools.text,
    );

    let isFirst = true;
    for (const slice of indentSlices(layoutItem(item, { ...inner, path: itemPath }), hang)) {
      if (slice.kind !== 'box' || !isFirst) {
        yield slice;
        continue;
      }
      isFirst = false;
      yield {
        ...slice,
        gap: index === 0 ? gap : between,
        draw(page, x, y) {
          if (markerLine !== undefined) drawLine(markerLine, { page, x, y, node: label, context });
          label.close();
          slice.draw(page, x, y);
        },
      };
    }
    yield {
      kind: 'hook',
      run: () => {
        body.close();
        node.close();
      },
    };
  }
  yield { kind: 'hook', run: () => list.close() };
}

function* layoutItem(
  { text, content = [] }: BlockOf<'list'>['items'][number],
  context: LayoutContext,
): Slices {
  if (text !== undefined)
    yield* layoutParagraph(
      { text, tag: content.length > 0 ? 'P' : undefined, path: context.path, gap: 0 },
      context,
    );
  if (content.length > 0)
    yield* context.tools.layoutBlocks(content, { ...context, path: `${context.path}.content` });
}
