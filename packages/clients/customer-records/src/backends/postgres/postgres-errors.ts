import { ConnectorError, RetryableError } from '@jobwright/connector-sdk';
import { type CustomerDataErrorCode } from '../../errors.ts';
import { splitColumns, toColumnList } from '../sql/refused-columns.ts';
import { ConnectionError, toConnectionError, toConnectionFailure } from '../sql/connection-error.ts';

export interface SqlError extends Error {
  /** SQLSTATE: five characters, the first two are the class. */
  readonly code: string;
  readonly constraint?: string;
  readonly schema?: string;
  readonly table?: string;
  readonly column?: string;
  /** It may hold values. */
  readonly detail?: string;
}

export const isSqlError = (error: unknown): error is SqlError =>
  error instanceof Error && 'severity' in error && 'code' in error && typeof error.code === 'string';

export const hasSqlState = (error: unknown, ...states: readonly string[]): boolean =>
  isSqlError(error) && states.includes(error.code);

/** Serialisation failure, deadlock: the transaction was rolled back and may simply run again. */
export const isConflict = (error: unknown): boolean => hasSqlState(error, '40001', '40P01');

type Rule = readonly [states: RegExp, code: CustomerDataErrorCode, what: string];

const RULES: readonly Rule[] = [
  [/^(40001|40P01|55P03)$/, 'TRANSACTION_CONFLICT', 'is held or changed by other transactions'],
  [/^(08|53|57|58|XX)|^(25006|25P03|25P04)$/, 'DATABASE_UNAVAILABLE', 'cannot work now'],
  [/^28|^(3D000|42501)$/, 'ACCESS_DENIED', 'denies access'],
  [/^(42P01|3F000)$/, 'TABLE_UNKNOWN', 'does not know the table'],
  [/^42703$/, 'COLUMN_UNKNOWN', 'does not know a column'],
  [/^23/, 'CONSTRAINT_VIOLATED', 'refuses the change'],
  [/^22|^(42804|428C9)$/, 'VALUE_REJECTED', 'refuses a value'],
];

const OTHERWISE: Rule = [/.*/, 'DATABASE_REJECTED', 'refuses the statement'];

/** To be given every failure of the driver: what is not an answer of the server is a matter of the connection. */
export function toDriverFailure(error: unknown): Error {
  if (isSqlError(error)) return error;
  return toConnectionError(error);
}

/** What a failure of the database is to a job. `database` names it without its password. */
export function toFailure(error: unknown, database: string): unknown {
  const { failure, columns } = splitColumns(error);
  if (isSqlError(failure)) return toSqlFailure(failure, database, columns);
  if (error instanceof ConnectionError) return toConnectionFailure(error, database);
  return error;
}

// The driver's error stays here: its `detail` and `where` hold values of the row.
function toSqlFailure(
  error: SqlError,
  database: string,
  columns: readonly string[],
): ConnectorError | RetryableError {
  const [, code, what] = RULES.find(([states]) => states.test(error.code)) ?? OTHERWISE;
  const columnList = columns.length === 0 ? [] : [toColumnList(columns)];
  const failure = {
    code,
    message: `Database ${database} ${what}: ${[...columnList, withoutValues(error)].join(': ')} (SQLSTATE ${error.code})`,
    variables: {
      sqlState: error.code,
      ...(error.constraint !== undefined && { constraint: error.constraint }),
      ...(error.table !== undefined && { table: error.table }),
      ...(columns.length > 0 && { columns: [...columns] }),
    },
  };
  const mayPass = code === 'TRANSACTION_CONFLICT' || code === 'DATABASE_UNAVAILABLE';
  return mayPass ? new RetryableError(failure) : new ConnectorError(failure);
}

/** PostgreSQL quotes values, mostly after a colon, and they are not ours to repeat. Of data, whatever is quoted may be one. */
const withoutValues = ({ code, message }: SqlError): string =>
  code.startsWith('22') ? message.replace(/:? ?".*"/s, '') : message.replace(/: ".*$/s, '');
