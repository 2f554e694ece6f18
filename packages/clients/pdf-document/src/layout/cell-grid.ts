interface Span {
  readonly colSpan: number;
  readonly rowSpan: number;
}

/** Finds the columns of cells in rows that other cells may span into from above. */
export interface CellGrid {
  startRow(): void;
  /** The column of the next cell in this row; after its last cell, the number of columns that are filled. */
  column(): number;
  /** Puts a cell at `column()`. */
  add(span: Span): void;
}

export function createCellGrid(): CellGrid {
  /** Cells that row spans from above occupy, as `row,column`. */
  const occupied = new Set<string>();
  let row = -1;
  let next = 0;
  const column = (): number => {
    while (occupied.has(`${row},${next}`)) next += 1;
    return next;
  };
  return {
    startRow() {
      row += 1;
      next = 0;
    },
    column,
    add({ colSpan, rowSpan }) {
      const first = column();
      for (let down = 1; down < rowSpan; down += 1) {
        for (let across = 0; across < colSpan; across += 1) occupied.add(`${row + down},${first + across}`);
      }
      next = first + colSpan;
    },
  };
}
