import {
  ConnectorError,
  isJsonObject,
  type JsonObject,
  parseJson,
  stringifyJson,
} from '@jobwright/connector-sdk';
import { z } from 'zod';
import { quoteName } from './identifier.ts';
import type { SqlSession } from './postgres-client.ts';

/** Which row of which table. */
export interface CustomerRef {
  readonly table: string;
  readonly keyColumn: string;
  readonly key: string | number | bigint;
  readonly versionColumn: string;
}

export interface CustomerRow {
  readonly version: number;
  readonly columns: JsonObject;
}

const row = z.object({ version: z.string().nullable(), columns: z.string() });

/**
 * Locks the row until the transaction ends and reads the named columns.
 * @throws ConnectorError `CUSTOMER_NOT_FOUND`, `KEY_NOT_UNIQUE`
 */
export async function lockCustomer(
  session: SqlSession,
  { table, keyColumn, key, versionColumn }: CustomerRef,
  columns: readonly string[],
): Promise<CustomerRow> {
  const selected = [...columns, versionColumn].map(quoteName).join(', ');
  const [found, ...others] = await session.query(
    `select jobwright_row.${quoteName(versionColumn)}::text as version, to_jsonb(jobwright_row)::text as columns
     from (select ${selected} from ${quoteName(table)} where ${quoteName(keyColumn)} = $1 limit 2 for update) jobwright_row`,
    [key],
  );
  if (found === undefined) {
    throw new ConnectorError({
      code: 'CUSTOMER_NOT_FOUND',
      message: `Table ${table} has no row with ${keyColumn} = ${key}`,
      variables: { table, key },
    });
  }
  if (others.length > 0) {
    throw new ConnectorError({
      code: 'KEY_NOT_UNIQUE',
      message: `Table ${table} has more than one row with ${keyColumn} = ${key}; nothing was changed. Use a key column that is unique`,
      variables: { table, key },
    });
  }
  return toCustomerRow(found, columns, table);
}

/** Writes the changes and counts the version up; the database turns each JSON value into the type of its column. */
export async function writeCustomer(
  session: SqlSession,
  { table, keyColumn, key, versionColumn }: CustomerRef,
  changes: Readonly<Record<string, unknown>>,
): Promise<CustomerRow> {
  const columns = Object.keys(changes);
  const names = columns.map(quoteName);
  const version = quoteName(versionColumn);
  const [written] = await session.query(
    `with jobwright_row as (
       update ${quoteName(table)} jobwright_target
       set (${names.join(', ')}) = (
             select ${names.map((name) => `jobwright_changes.${name}`).join(', ')}
             from jsonb_populate_record(jobwright_target, $2::jsonb) jobwright_changes),
           ${version} = coalesce(jobwright_target.${version}, 0) + 1
       where jobwright_target.${quoteName(keyColumn)} = $1
       returning ${names.join(', ')}, ${version})
     select ${version}::text as version, to_jsonb(jobwright_row)::text as columns from jobwright_row`,
    [key, stringifyJson(changes)],
  );
  if (written === undefined) {
    throw new ConnectorError({
      code: 'DATABASE_REJECTED',
      message: `Table ${table} let the row with ${keyColumn} = ${key} be locked but not updated; look for a trigger, a rule or a row policy`,
      variables: { table, key },
    });
  }
  return toCustomerRow(written, columns, table);
}

function toCustomerRow(value: unknown, columns: readonly string[], table: string): CustomerRow {
  const parsed = row.parse(value);
  const version = Number(parsed.version ?? 0);
  if (!Number.isSafeInteger(version)) {
    throw new ConnectorError({
      code: 'VALUE_REJECTED',
      message: `The version column of table ${table} does not hold whole numbers; name another as versionColumn`,
    });
  }
  const json = parseJson(parsed.columns);
  const all: JsonObject = isJsonObject(json) ? json : {};
  return {
    version,
    columns: Object.fromEntries(columns.map((column) => [column, all[column] ?? null])),
  };
}
