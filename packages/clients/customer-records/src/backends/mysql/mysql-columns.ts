import { z } from 'zod';
import { splitTableName } from './mysql-refusals.ts';
import type { ColumnKind, SqlSession, TableColumns } from '../sql/sql-dialect.ts';

const columnRow = z.object({ name: z.string(), type: z.string() });
const checkRow = z.object({ clause: z.string() });
const versionRow = z.object({ version: z.string() });

/** Of a table, with its database in front or not; undefined: there is none, or the user may not see it. */
export async function listMysqlColumns(
  session: SqlSession,
  table: string,
): Promise<TableColumns | undefined> {
  const [schema, name] = splitTableName(table);
  const rows = await session.query(
    `select column_name as name, column_type as type from information_schema.columns
     where table_schema = coalesce(?, database()) and table_name = ? order by ordinal_position`,
    [schema, name],
  );
  if (rows.length === 0) return undefined;
  const json = await listJsonColumns(session, schema, name);
  return new Map(
    z
      .array(columnRow)
      .parse(rows)
      .map((column) => [column.name, json.has(column.name) ? 'json' : findKind(column.type)]),
  );
}

/** JSON in MariaDB is text with a check. */
async function listJsonColumns(
  session: SqlSession,
  schema: string | null,
  table: string,
): Promise<ReadonlySet<string>> {
  const [server] = await session.query('select version() as version');
  if (!versionRow.parse(server).version.includes('MariaDB')) return new Set();
  const rows = await session.query(
    `select check_clause as clause from information_schema.check_constraints
     where constraint_schema = coalesce(?, database()) and table_name = ?`,
    [schema, table],
  );
  const clauses = z.array(checkRow).parse(rows);
  return new Set(clauses.flatMap(({ clause }) => /^json_valid\(`(.+)`\)$/i.exec(clause)?.[1] ?? []));
}

const KINDS: readonly (readonly [RegExp, ColumnKind])[] = [
  [/^(tinyint\(1\)|bit\(1\))/, 'boolean'],
  [/^float/, 'float'],
  [/^(tinyint|smallint|mediumint|int|bigint|decimal|numeric|double|year)/, 'number'],
  [/^json/, 'json'],
  [/^datetime/, 'dateTime'],
  [/^timestamp/, 'instant'],
  [/^date/, 'date'],
  [/^time/, 'time'],
  [/^(\w*blob|(var)?binary|bit)/, 'binary'],
];

const findKind = (type: string): ColumnKind =>
  KINDS.find(([pattern]) => pattern.test(type.toLowerCase()))?.[1] ?? 'other';
