import type { SqlDialect, SqlSession, SqlTable, TableColumns } from './sql-dialect.ts';

/** A table within one transaction. */
export interface OpenTable {
  readonly dialect: SqlDialect;
  readonly session: SqlSession;
  readonly target: SqlTable;
  /** Whether an object is merged into what a JSON column holds, or takes its place. */
  readonly jsonColumns: 'merge' | 'replace';
  /**
   * The columns of the table, which must have these besides its key and its version.
   * @throws RecordError `tableUnknown`, `columnsUnknown`
   */
  readonly needColumns: (columns: readonly string[]) => Promise<TableColumns>;
}
