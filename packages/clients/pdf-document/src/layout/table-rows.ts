import { findValue } from '../data/interpolate.ts';
import type { Scope } from '@jobwright/text-values';
import type { Block, TableBlock } from '../definition/block.schema.ts';
import type { Row } from '../definition/table.schema.ts';
import type { LayoutContext } from './layout-context.ts';
import type { Slices } from './slice.ts';
import { definitionError } from '../pdf-error.ts';

export interface TableRow {
  readonly cells: Row<Block>;
  readonly path: string;
  readonly scope: Scope | undefined;
}

export interface RowReader {
  next(): Slices<TableRow | undefined>;
}

/** The rows of a table one at a time, wherever they come from. */
export function readRows(block: TableBlock, context: LayoutContext): RowReader {
  const rows = 'document' in block.rows ? readDocumentRows(block, context) : readGivenRows(block, context);
  return {
    *next() {
      for (;;) {
        const step = rows.next();
        if (step.done === true) return undefined;
        if ('cells' in step.value) {
          context.tools.budget.spend('tableRows', 1);
          return step.value;
        }
        yield step.value;
      }
    },
  };
}

type RowSteps = Generator<TableRow | { readonly kind: 'wait'; until(): Promise<void> }, void, undefined>;

function* readGivenRows({ rows }: TableBlock, { scope, path }: LayoutContext): RowSteps {
  if (Array.isArray(rows)) {
    const given: readonly Row<Block>[] = rows;
    for (const [index, cells] of given.entries()) yield { cells, path: `${path}.rows[${index}]`, scope };
    return;
  }
  if (!('each' in rows)) return;
  const items = findValue(rows.each, { scope, path: `${path}.rows.each` });
  if (!Array.isArray(items))
    throw definitionError([{ path: `${path}.rows.each`, message: `${rows.each} is not a list` }]);
  const values: readonly unknown[] = items;
  for (const [index, item] of values.entries()) {
    const inner = scope?.with(rows.as, item, scope.locate(`${rows.each}.${index}`)).with('number', index + 1);
    yield { cells: rows.cells, path: `${path}.rows.cells`, scope: inner };
  }
}

function* readDocumentRows({ rows, columns }: TableBlock, { tools, scope, path }: LayoutContext): RowSteps {
  if (!('document' in rows)) return;
  const batches = tools.assets.openRows(rows, `${path}.rows`, scope);
  let index = 0;
  for (;;) {
    let batch: IteratorResult<readonly (readonly string[])[], void> | undefined;
    yield {
      kind: 'wait',
      until: async () => {
        batch = await batches.next();
      },
    };
    if (batch === undefined || batch.done === true) return;
    for (const cells of batch.value) {
      if (cells.length !== columns.length) {
        const message = `Expected ${columns.length} values, one for each column, in row ${index + 1}, but got ${cells.length}`;
        throw definitionError([{ path: `${path}.rows.document`, message }]);
      }
      // Its texts come from outside: they are never looked through for values of the data.
      yield { cells, path: `${path}.rows.document, row ${index + 1}`, scope: undefined };
      index += 1;
    }
  }
}
