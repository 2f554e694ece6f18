import type { Slices } from './slice.ts';
import type { RowReader, TableRow } from './table-rows.ts';

/** Reads the rows of a table in groups that cells span, one row ahead. */
export interface RowGroups {
  /** The first rows, which are read again by `next`. */
  sample(count: number): Slices<readonly TableRow[]>;
  /** Rows that belong together; `undefined` after the last one. */
  next(): Slices<readonly TableRow[] | undefined>;
  /** Whether the last row has been read. */
  isAtEnd(): boolean;
}

/** Starts with reading the first row. */
export function* openRowGroups(rows: RowReader): Slices<RowGroups> {
  const read: TableRow[] = [];
  let ahead = yield* rows.next();

  function* take(): Slices<TableRow | undefined> {
    const known = read.shift();
    if (known !== undefined) return known;
    const row = ahead;
    if (row !== undefined) ahead = yield* rows.next();
    return row;
  }

  return {
    *sample(count) {
      while (ahead !== undefined && read.length < count) {
        read.push(ahead);
        ahead = yield* rows.next();
      }
      return [...read];
    },
    *next() {
      const first = yield* take();
      if (first === undefined) return undefined;
      const group = [first];
      for (let open = countOpenRows(first); open > 0;) {
        const following = yield* take();
        if (following === undefined) break;
        group.push(following);
        open = Math.max(open - 1, countOpenRows(following));
      }
      return group;
    },
    isAtEnd: () => read.length === 0 && ahead === undefined,
  };
}

/** Rows below this one that its cells span. */
const countOpenRows = (row: TableRow): number =>
  Math.max(0, ...row.cells.map((cell) => (typeof cell === 'object' && cell !== null ? cell.rowSpan - 1 : 0)));
