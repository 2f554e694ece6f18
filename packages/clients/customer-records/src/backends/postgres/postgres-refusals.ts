import type { JsonObject } from '@jobwright/json';
import { stringifyJson } from '@jobwright/json';
import { z } from 'zod';
import { quoteName, quoteTable } from '../sql/identifier.ts';
import { RefusedColumnsError, withRefusedColumns } from '../sql/refused-columns.ts';
import type { SqlSession } from '../sql/sql-dialect.ts';
import { isSqlError, type SqlError } from './postgres-errors.ts';

interface RefusedValues {
  readonly session: SqlSession;
  readonly table: string;
  /** What was about to be written. */
  readonly values: JsonObject;
}

const named = z.array(z.object({ name: z.string() }));

/**
 * The same failure with the columns that it is about. PostgreSQL names them for few: it is asked again,
 * column by column, once the transaction, which is lost, has been rolled back.
 */
export async function nameRefusedColumns(error: unknown, refused: RefusedValues): Promise<unknown> {
  if (!isSqlError(error) || !/^(22|23|42804|428C9)/.test(error.code)) return error;
  return withRefusedColumns(error, () => listColumns(error, refused));
}

/** What a column is compared with may be no value of its type. */
export const refusedKey = (error: unknown, column: string): unknown =>
  isSqlError(error) && error.code.startsWith('22') ? new RefusedColumnsError(error, [column]) : error;

async function listColumns(error: SqlError, refused: RefusedValues): Promise<readonly string[]> {
  if (error.column !== undefined) return [error.column];
  const key = /^Key \((.+?)\)(?:=\(| )/s.exec(error.detail ?? '')?.[1];
  if (key !== undefined) return key.split(', ').map((name) => name.replace(/^"(.*)"$/, '$1'));
  if (/^42/.test(error.code)) return /column "([^"]+)"/.exec(error.message)?.slice(1) ?? [];
  await refused.session.query('rollback');
  const { constraint, table, schema } = error;
  return constraint !== undefined && table !== undefined
    ? listChecked(refused.session, { constraint, table: `${quoteName(schema ?? '')}.${quoteName(table)}` })
    : findUnfit(error, refused);
}

async function listChecked(
  session: SqlSession,
  { constraint, table }: { readonly constraint: string; readonly table: string },
): Promise<readonly string[]> {
  const rows = await session.query(
    `select attribute.attname::text as name from pg_constraint checked
     join pg_attribute attribute on attribute.attrelid = checked.conrelid and attribute.attnum = any (checked.conkey)
     where checked.conname = $1 and checked.conrelid = to_regclass($2)`,
    [constraint, table],
  );
  return named.parse(rows).map(({ name }) => name);
}

/** The first that is refused alone, for the same reason. */
async function findUnfit(
  error: SqlError,
  { session, table, values }: RefusedValues,
): Promise<readonly string[]> {
  for (const [name, value] of Object.entries(values)) {
    const refusal: unknown = await session
      .query(`select 1 as one from jsonb_populate_record(null::${quoteTable(table)}, $1::jsonb)`, [
        stringifyJson({ [name]: value }),
      ])
      .then(
        () => undefined,
        (reason: unknown) => reason,
      );
    if (isSqlError(refusal) && refusal.code === error.code) return [name];
  }
  return [];
}
