import { isJsonObject, type JsonObject, parseExactJson } from '@jobwright/json';
import { z } from 'zod';
import { RecordError } from '../../record-failure.ts';
import type { SqlRow } from './sql-dialect.ts';

const row = z.object({ version: z.string().nullable(), columns: z.string() });

/** A row that the database gave as JSON text. */
export function parseSqlRow(value: unknown, columns: readonly string[], table: string): SqlRow {
  const parsed = row.parse(value);
  const { value: json, exact } = parseExactJson(parsed.columns);
  const all: JsonObject = isJsonObject(json) ? json : {};
  return {
    version: parseVersion(parsed.version, table),
    columns: Object.fromEntries(columns.map((column) => [column, all[column] ?? null])),
    exact,
  };
}

/** @throws RecordError `versionInvalid` when it is not a whole number */
export function parseVersion(text: string | null, table: string): number {
  const version = Number(text ?? 0);
  if (Number.isSafeInteger(version)) return version;
  throw new RecordError({
    failure: { kind: 'versionInvalid', table },
    message: `The version column of table ${table} does not hold whole numbers; name another as versionColumn`,
  });
}
