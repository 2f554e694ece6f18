import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import type { z } from 'zod';
import { RecordError } from '../../record-failure.ts';
import type { CreateRequest, RecordKey, UpdateRequest, UpsertRequest } from '../backend.ts';
import { mergePatch } from '../../record/merge-patch.ts';
import type { OpenTable } from './open-table.ts';
import type { RowChange } from './row-change.ts';
import { versionConflictError } from '../version-conflict-error.ts';
import { rowExistsError, rowNotFoundError, rowNotUniqueError } from './row-errors.ts';
import type { RowUpdate, SqlRow, TableColumns } from './sql-dialect.ts';
import type { createdAnswer, updatedAnswer, upsertedAnswer } from './stored-answers.ts';
import { toText } from '../../record/to-text.ts';

export async function createRow(
  table: OpenTable,
  { key, values, check }: CreateRequest,
): Promise<RowChange<z.output<typeof createdAnswer>>> {
  const types = await table.needColumns(Object.keys(values));
  await check(values, { partial: false });
  const row = await insert(table, key, { values, types });
  if (row === undefined) throw rowExistsError(table.target, key);
  return describeCreated(table, row, values);
}

export async function updateRow(
  table: OpenTable,
  { key, changes, expectedVersion, check }: UpdateRequest,
): Promise<RowChange<z.output<typeof updatedAnswer>>> {
  const types = await table.needColumns(Object.keys(changes));
  const current = await lockRow(table, key, { columns: Object.keys(changes), types });
  if (current === undefined) throw rowNotFoundError(table.target, key);
  if (expectedVersion !== undefined && expectedVersion !== current.version) {
    throw versionConflictError(key, expectedVersion, current.version);
  }
  return writeChanges(table, { key, changes, check, current, types });
}

export async function upsertRow(
  table: OpenTable,
  { key, values, check }: UpsertRequest,
): Promise<RowChange<z.output<typeof upsertedAnswer>>> {
  const columns = Object.keys(values);
  const types = await table.needColumns(columns);
  const before = await lockRow(table, key, { columns, types });
  if (before === undefined) {
    await check(values, { partial: false });
    const row = await insert(table, key, { values, types });
    if (row !== undefined) {
      const { answer, change } = describeCreated(table, row, values);
      const { version, fields } = answer;
      return { answer: { key, version, previous: {}, updated: fields, created: true }, change };
    }
  }
  // Another transaction has put it there since.
  const current = before ?? (await lockRow(table, key, { columns, types }));
  if (current === undefined) throw rowExistsError(table.target, key);
  const { answer, change } = await writeChanges(table, { key, changes: values, check, current, types });
  return { answer: { ...answer, created: false }, change };
}

interface Changes extends Pick<UpdateRequest, 'key' | 'changes' | 'check'> {
  readonly current: LockedRow;
  readonly types: TableColumns;
}

async function writeChanges(
  table: OpenTable,
  { key, changes, check, current, types }: Changes,
): Promise<RowChange<z.output<typeof updatedAnswer>>> {
  const merged = table.jsonColumns === 'merge' ? mergeJson(current.columns, changes, types) : changes;
  await check(merged, { partial: true });
  const { version, columns: updated } = await writeRow(table, {
    key,
    changes: merged,
    types,
    stored: current.exact,
  });
  return {
    answer: { key, version, previous: current.columns, updated },
    change: {
      key: current.storedKey,
      versionBefore: current.version,
      versionAfter: version,
      before: current.columns,
      after: updated,
    },
  };
}

export async function writeRow({ dialect, session, target }: OpenTable, options: RowUpdate): Promise<SqlRow> {
  const written = await dialect.updateRow(session, target, options);
  if (written !== undefined) return written;
  const { table, keyColumn } = target;
  throw new RecordError({
    failure: { kind: 'rowNotWritten', table, key: options.key },
    message: `Table ${table} let the row with ${keyColumn} = ${options.key} be locked but not updated; look for a trigger, a rule or a row policy`,
  });
}

export interface LockedRow extends SqlRow {
  /** As it is stored: a column that does not tell cases apart finds a key that is written otherwise. */
  readonly storedKey: RecordKey;
}

/** Reads the row and keeps others from changing it until the transaction ends. */
export async function lockRow(
  { dialect, session, target }: OpenTable,
  key: RecordKey,
  { columns, types }: { readonly columns: readonly string[]; readonly types: TableColumns },
): Promise<LockedRow | undefined> {
  const { table, keyColumn } = target;
  const [row, ...others] = await dialect.selectRows(session, target, {
    where: keyColumn,
    value: key,
    columns: [...columns, keyColumn],
    types,
    lock: true,
  });
  if (row === undefined) return undefined;
  if (others.length > 0) throw rowNotUniqueError(table, keyColumn, key);
  const { [keyColumn]: stored = null, ...rest } = row.columns;
  return { ...row, columns: rest, storedKey: readKey(stored) };
}

export const readKey = (value: JsonValue | undefined): RecordKey =>
  typeof value === 'number' || typeof value === 'bigint' ? value : toText(value);

function insert(
  { dialect, session, target }: OpenTable,
  key: RecordKey | undefined,
  { values, types }: { readonly values: JsonObject; readonly types: TableColumns },
): Promise<SqlRow | undefined> {
  const all = {
    ...values,
    ...(key === undefined ? {} : { [target.keyColumn]: key }),
    [target.versionColumn]: 1,
  };
  return dialect.insertRow(session, target, { values: all, types });
}

function describeCreated(
  { target }: OpenTable,
  { version, columns }: SqlRow,
  values: JsonObject,
): RowChange<z.output<typeof createdAnswer>> {
  const key = readKey(columns[target.keyColumn]);
  const fields = Object.fromEntries(Object.keys(values).map((name) => [name, columns[name] ?? null]));
  return {
    answer: { key, version, fields },
    change: { key, versionBefore: null, versionAfter: version, before: {}, after: fields },
  };
}

function mergeJson(current: JsonObject, changes: JsonObject, types: TableColumns): JsonObject {
  return Object.fromEntries(
    Object.entries(changes).map(([name, value]) =>
      types.get(name) === 'json' && isJsonObject(value)
        ? [name, mergePatch(current[name], value)]
        : [name, value],
    ),
  );
}
