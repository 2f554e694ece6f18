import type { FilledCell, FilledRow } from '@jobwright/word-template';

export interface SpannedCell {
  readonly cell: FilledCell;
  readonly column: number;
  readonly rowSpan: number;
}

/** Rows in groups that cells span (ECMA-376 Part 1, 17.4.84), one row read ahead. */
export function* groupRows(rows: Iterable<FilledRow>): Generator<readonly FilledRow[], void, undefined> {
  let group: FilledRow[] = [];
  for (const row of rows) {
    if (group.length > 0 && !row.cells.some(({ look }) => look.merge === 'continue')) {
      yield group;
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield group;
}

/** The cells of each row of a group, without those that are part of one above. */
export function spanCells(rows: readonly FilledRow[]): readonly (readonly SpannedCell[])[] {
  const placed = rows.map((row) => placeCells(row));
  return placed.map((cells, index) =>
    cells.flatMap(({ cell, column }) => {
      const above = placed[index - 1]?.find((each) => each.column === column);
      const isContinued =
        cell.look.merge === 'continue' && above !== undefined && above.cell.look.merge !== undefined;
      if (isContinued) return [];
      let rowSpan = 1;
      while (cell.look.merge !== undefined && continues(placed[index + rowSpan], column)) rowSpan += 1;
      return [{ cell, column, rowSpan }];
    }),
  );
}

interface PlacedInRow {
  readonly cell: FilledCell;
  readonly column: number;
}

function placeCells({ look, cells }: FilledRow): readonly PlacedInRow[] {
  let column = look.before;
  return cells.map((cell) => {
    const placed = { cell, column };
    column += cell.look.span;
    return placed;
  });
}

const continues = (row: readonly PlacedInRow[] | undefined, column: number): boolean =>
  row?.some((each) => each.column === column && each.cell.look.merge === 'continue') === true;
