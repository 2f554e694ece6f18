import { RecordError } from '../../record-failure.ts';
import type { RecordKey } from '../backend.ts';
import type { SqlTable } from './sql-dialect.ts';

export const rowNotFoundError = ({ table, keyColumn }: SqlTable, key: RecordKey): RecordError =>
  new RecordError({
    failure: { kind: 'rowNotFound', table, key },
    message: `Table ${table} has no row with ${keyColumn} = ${key}`,
  });

export const rowNotUniqueError = (table: string, column: string, value: RecordKey): RecordError =>
  new RecordError({
    failure: { kind: 'rowNotUnique', table, column, key: value },
    message: `Table ${table} has more than one row with this ${column}; nothing was changed. Use a column that is unique`,
  });

export const rowExistsError = ({ table, keyColumn }: SqlTable, key: RecordKey | undefined): RecordError =>
  new RecordError({
    failure: { kind: 'rowExists', table, ...(key !== undefined && { key }) },
    message: `Table ${table} has a row with ${keyColumn} = ${key ?? '(given by the database)'} already; nothing was changed`,
  });
