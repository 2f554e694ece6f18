import { z } from 'zod';
import { withRefusedColumns } from '../sql/refused-columns.ts';
import type { SqlSession } from '../sql/sql-dialect.ts';
import { isSqlError, type SqlError, findConstraint } from './mysql-errors.ts';

interface RefusedWrite {
  readonly session: SqlSession;
  readonly table: string;
  /** The columns that were about to be written. */
  readonly names: readonly string[];
}

const named = z.array(z.object({ name: z.string() }));
const checks = z.array(z.object({ clause: z.string() }));

/** The same failure with the columns that it is about; what the message does not name is looked up. */
export async function nameRefusedColumns(error: unknown, refused: RefusedWrite): Promise<unknown> {
  if (!isSqlError(error)) return error;
  return withRefusedColumns(error, () => listColumns(error, refused));
}

async function listColumns(error: SqlError, refused: RefusedWrite): Promise<readonly string[]> {
  const constraint = findConstraint(error);
  switch (error.errno) {
    case 1062:
      return constraint === undefined ? [] : listIndexed(refused, constraint);
    case 3819:
    case 4025:
      return constraint === undefined ? [] : listChecked(refused, constraint);
    case 1216:
    case 1217:
    case 1451:
    case 1452:
      return parseNames(/FOREIGN KEY \((`.+?`)\) REFERENCES/.exec(error.message)?.[1] ?? '');
    default:
      return findColumn(error, refused);
  }
}

// At the end or at the beginning of the message, where no value can be.
const COLUMN = [
  /for column (?:`[^`]+`\.)*[`']([^`']+)[`'] at row \d+$/,
  /for column '(?:[^'.]+\.)?([^'.]+)'\.?$/,
  /NOT NULL column '([^']+)' at row \d+$/,
  /^Column '([^']+)' cannot be null$/,
  /^Field '([^']+)' doesn't have a default value$/,
  /^The value specified for generated column '([^']+)' in table/,
];

const OF_VALUES = [1264, 1265, 1292, 1366, 1367, 1406, 1416, 3140, 3141, 3156, 4078];

function findColumn({ errno, message }: SqlError, { names }: RefusedWrite): readonly string[] {
  for (const pattern of COLUMN) {
    const column = pattern.exec(message)?.[1];
    if (column !== undefined) return [column];
  }
  return OF_VALUES.includes(errno) && names.length === 1 ? names : [];
}

async function listIndexed({ session, table }: RefusedWrite, index: string): Promise<readonly string[]> {
  const rows = await session.query(
    `select column_name as name from information_schema.statistics
     where table_schema = coalesce(?, database()) and table_name = ? and index_name = ? order by seq_in_index`,
    [...splitTableName(table), index],
  );
  return named.parse(rows).map(({ name }) => name);
}

/** MariaDB calls the check of a column by table and column. */
async function listChecked({ session, table }: RefusedWrite, constraint: string): Promise<readonly string[]> {
  const [schema, name] = splitTableName(table);
  if (constraint.startsWith(`${name}.`)) return [constraint.slice(`${name}.`.length)];
  const rows = await session.query(
    `select check_clause as clause from information_schema.check_constraints
     where constraint_schema = coalesce(?, database()) and constraint_name = ? limit 1`,
    [schema, constraint],
  );
  return checks.parse(rows).flatMap(({ clause }) => parseNames(clause));
}

const parseNames = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/`([^`]+)`/g)].flatMap(([, name]) => name ?? [])),
];

/** The database of a table, null where it is that of the connection, and its name. */
export function splitTableName(table: string): readonly [schema: string | null, name: string] {
  const [first = '', second] = table.split('.');
  return second === undefined ? [null, first] : [first, second];
}
