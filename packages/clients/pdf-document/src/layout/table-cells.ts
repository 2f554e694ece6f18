import { formatValue } from '@jobwright/text-values';
import type { Block } from '../definition/block.schema.ts';
import type { Cell, RichCell } from '../definition/table.schema.ts';
import type { Text } from '../definition/text.schema.ts';
import type { LayoutContext } from './layout-context.ts';
import { definitionError } from '../pdf-error.ts';

export const isRich = (cell: Cell<Block>): cell is RichCell<Block> =>
  typeof cell === 'object' && cell !== null;

interface CellOptions {
  /** Of its column. */
  readonly format: string | undefined;
  readonly context: Pick<LayoutContext, 'tools' | 'scope'>;
  readonly path: string;
}

/** What stands in a cell, written as its format says. A text with `${...}` is left for later. */
export function writeCell(cell: Cell<Block>, { format: ofColumn, context, path }: CellOptions): Text {
  const value = isRich(cell) ? (cell.text ?? '') : (cell ?? '');
  const format = (isRich(cell) ? cell.format : undefined) ?? ofColumn;
  if (typeof value === 'object') return value;
  const { tools, scope } = context;
  const reference =
    scope !== undefined && typeof value === 'string' ? /^\$\{([^{}|]+)\}$/.exec(value)?.[1] : undefined;
  if (format === undefined) return String(value);
  const given = reference === undefined ? value : scope?.find(reference.trim());
  if (typeof given === 'string' && given.includes('${') && reference === undefined) return given;
  if (given === undefined)
    throw definitionError([{ path, message: `\${${reference}}: There is no such value in the data` }]);
  const { text, problem } = formatValue(given, format, tools.locale);
  if (text !== undefined) return text.replaceAll('${', '$${');
  // A heading or a note between numbers is not one.
  if (typeof given === 'string' && !isRich(cell)) return given;
  throw definitionError([{ path, message: problem ?? 'It cannot be written' }]);
}
