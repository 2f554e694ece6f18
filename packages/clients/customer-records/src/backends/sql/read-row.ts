import type { FindRequest, GetRequest, RecordKey, StoredRecord } from '../backend.ts';
import { readKey } from './change-row.ts';
import type { OpenTable } from './open-table.ts';
import { rowNotUniqueError } from './row-errors.ts';
import type { SqlRow, SqlTable } from './sql-dialect.ts';

interface ReadRequest {
  /** The column to look in. */
  readonly where: string;
  readonly value: RecordKey;
  readonly fields: (GetRequest | FindRequest)['fields'];
}

/**
 * Reads the one row with the value; undefined: there is none.
 * @throws RecordError `rowNotUnique`, `tableUnknown`, `columnsUnknown`
 */
export async function readRow(
  { dialect, session, target, needColumns }: OpenTable,
  { where, value, fields }: ReadRequest,
): Promise<StoredRecord | undefined> {
  const types = await needColumns([where, ...(fields ?? [])]);
  const wanted = fields ?? [...types.keys()].filter((name) => name !== target.versionColumn);
  const columns = [...new Set([target.keyColumn, ...wanted])];
  const select = { where, value, columns, types, lock: false };
  const [row, ...others] = await dialect.selectRows(session, target, select);
  if (row === undefined) return undefined;
  if (others.length > 0) throw rowNotUniqueError(target.table, where, value);
  return toRecord(row, target, wanted);
}

function toRecord(
  { version, columns }: SqlRow,
  { keyColumn }: SqlTable,
  wanted: readonly string[],
): StoredRecord {
  return {
    key: readKey(columns[keyColumn]),
    version,
    fields: Object.fromEntries(wanted.map((name) => [name, columns[name] ?? null])),
  };
}
