import type { TableBlock } from '../definition/block.schema.ts';
import type { Box, PageCanvas } from '../pdf/canvas.ts';
import type { LayoutContext } from './layout-context.ts';

export type RowKind = 'header' | 'body' | 'total';

interface TableLook {
  readonly block: TableBlock;
  readonly context: LayoutContext;
}

const rowStyles = new WeakMap<object, Map<string, LayoutContext['style']>>();

/** The style of rows of a kind. Always the same object, as text layouts are cached by their style. */
export function findRowStyle({ block, context }: TableLook, kind: RowKind): LayoutContext['style'] {
  const { tools, style, path } = context;
  const known = rowStyles.get(style) ?? new Map<string, LayoutContext['style']>();
  rowStyles.set(style, known);
  const key = `${kind} ${block.headerStyle}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const plain =
    kind === 'body'
      ? style
      : tools.theme.apply(style, kind === 'header' ? 'tableHeader' : 'tableTotal', path);
  const isFilled = kind === 'header' && block.headerStyle === 'filled';
  const created = isFilled ? { ...plain, color: tools.theme.color('white') } : plain;
  known.set(key, created);
  return created;
}

export function chooseBackground(
  { block, context }: TableLook,
  kind: RowKind,
  isShaded: boolean,
): string | undefined {
  const { theme } = context.tools;
  if (kind === 'header') return block.headerStyle === 'filled' ? theme.color('accent') : undefined;
  return isShaded ? theme.color('soft') : undefined;
}

/** Draws the lines of a row. */
export function createDecoration({ block, context }: TableLook, kind: RowKind) {
  const line = context.tools.theme.color('line');
  const accent = context.tools.theme.color('accent');
  return (
    page: PageCanvas,
    { x, y, width, height }: Box,
    { isFirst }: { readonly isFirst: boolean },
  ): void => {
    if (block.lines === 'none') return;
    const [below, color] = kind === 'header' ? [1, accent] : [0.5, line];
    if (kind === 'total' && isFirst) page.line([x, y], [x + width, y], { width: 0.75, color: accent });
    page.line([x, y + height], [x + width, y + height], { width: below, color });
  };
}
