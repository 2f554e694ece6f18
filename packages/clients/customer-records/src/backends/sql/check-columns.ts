import { defineResource, type ResourceScope } from '@jobwright/concurrency';
import { RecordError } from '../../record-failure.ts';
import type { SqlDialect, SqlSession, SqlTable, TableColumns } from './sql-dialect.ts';

/** What is known of the tables of one database. */
type KnownTables = Map<string, TableColumns>;

const knownTables = defineResource<string, KnownTables>({
  toKey: (url) => url,
  open: () => new Map(),
  close: (tables) => tables.clear(),
});

interface ColumnOptions {
  readonly dialect: SqlDialect;
  readonly session: SqlSession;
  readonly url: string;
  readonly target: SqlTable;
  readonly resources: ResourceScope;
}

/**
 * The columns of the table, read at its first use. What the job needs and the table lacks is named at once; a
 * table that lacks something is read anew with the next job.
 * @throws RecordError `tableUnknown`, `columnsUnknown`
 */
export function checkColumns(options: ColumnOptions, needed: readonly string[]): Promise<TableColumns> {
  const { dialect, session, url, target, resources } = options;
  return knownTables.use(resources, url, async (tables) => {
    const known = tables.get(target.table);
    if (known !== undefined && listMissing(known, needed).length === 0) return known;
    const columns = await dialect.listColumns(session, target.table);
    if (columns === undefined) throw tableUnknownError(target.table);
    const missing = listMissing(columns, needed);
    if (missing.length > 0) throw columnsUnknownError(target.table, missing);
    tables.set(target.table, columns);
    return columns;
  });
}

const listMissing = (columns: TableColumns, needed: readonly string[]): readonly string[] => [
  ...new Set(needed.filter((name) => !columns.has(name))),
];

const tableUnknownError = (table: string): RecordError =>
  new RecordError({
    failure: { kind: 'tableUnknown', table },
    message: `The database has no table "${table}" that its user may see; correct the table, or the search path of the connection`,
  });

const columnsUnknownError = (table: string, missing: readonly string[]): RecordError =>
  new RecordError({
    failure: { kind: 'columnsUnknown', table, missing },
    message: `Table ${table} has no column ${missing.map((name) => `"${name}"`).join(', ')}; names are written as they are stored`,
  });
