import { ConnectorError } from '@jobwright/connector-sdk';
import type { RecordKey } from '../backend.ts';
import type { SqlTable } from './sql-dialect.ts';

export const notFound = ({ table, keyColumn }: SqlTable, key: RecordKey): ConnectorError =>
  new ConnectorError({
    code: 'CUSTOMER_NOT_FOUND',
    message: `Table ${table} has no row with ${keyColumn} = ${key}`,
    variables: { table, key },
  });

export const notUnique = (table: string, column: string, value: RecordKey): ConnectorError =>
  new ConnectorError({
    code: 'KEY_NOT_UNIQUE',
    message: `Table ${table} has more than one row with this ${column}; nothing was changed. Use a column that is unique`,
    variables: { table, column, key: value },
  });

export const versionConflict = (key: RecordKey, expected: number | string, current: number): ConnectorError =>
  new ConnectorError({
    code: 'VERSION_CONFLICT',
    message: `Customer ${key} has version ${current}, expected ${expected}; nothing was changed. Read the customer again and decide anew`,
    variables: { key, expectedVersion: expected, currentVersion: current },
  });

export const exists = ({ table, keyColumn }: SqlTable, key: RecordKey | undefined): ConnectorError =>
  new ConnectorError({
    code: 'CUSTOMER_EXISTS',
    message: `Table ${table} has a row with ${keyColumn} = ${key ?? '(given by the database)'} already; nothing was changed`,
    variables: { table, ...(key === undefined ? {} : { key }) },
  });
