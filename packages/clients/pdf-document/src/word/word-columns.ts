import type { FilledTable } from '@jobwright/word-template';
import type { WordContext } from './word-context.ts';

/** How much wider than the text a table may be, as Word has its cells' padding outside of it. */
const OVERHANG = 12;

/** Widths as the table says; columns without one share what is left. */
export function computeWidths({ look }: FilledTable, { width, word }: WordContext): readonly number[] {
  const said = look.columns.reduce((sum, column) => sum + column, 0);
  const silent = look.columns.filter((column) => column < 1).length;
  const share = silent === 0 ? 0 : Math.max(20, (width - said) / silent);
  const columns = look.columns.map((column) => (column < 1 ? share : column));
  const total = columns.reduce((sum, column) => sum + column, 0);
  if (total <= width + OVERHANG) return columns;
  word.note('A table that is wider than the text is drawn as wide as the text');
  return columns.map((column) => (column * width) / total);
}
