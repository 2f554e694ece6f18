import { RecordError, type StatementRefusal } from '../../record-failure.ts';
import { splitColumns, joinColumns } from '../sql/refused-columns.ts';
import { ConnectionError, connectionError, connectionFailedError } from '../sql/connection-error.ts';

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

type Rule = readonly [states: RegExp, refusal: StatementRefusal, what: string];

const RULES: readonly Rule[] = [
  [/^(40001|40P01|55P03)$/, 'conflict', 'is held or changed by other transactions'],
  [/^(08|53|57|58|XX)|^(25006|25P03|25P04)$/, 'unavailable', 'cannot work now'],
  [/^28|^(3D000|42501)$/, 'accessDenied', 'denies access'],
  [/^(42P01|3F000)$/, 'tableUnknown', 'does not know the table'],
  [/^42703$/, 'columnUnknown', 'does not know a column'],
  [/^23/, 'constraintViolated', 'refuses the change'],
  [/^22|^(42804|428C9)$/, 'valueRejected', 'refuses a value'],
];

const OTHERWISE: Rule = [/.*/, 'other', 'refuses the statement'];

/**
 * To be given every failure of the driver: what is not an answer of the server is a matter of the connection.
 */
export function driverError(error: unknown): Error {
  if (isSqlError(error)) return error;
  return connectionError(error);
}

/** What a failure of the database is to a job. `database` names it without its password. */
export function databaseError(error: unknown, database: string): unknown {
  const { failure, columns } = splitColumns(error);
  if (isSqlError(failure)) return statementRefusedError(failure, database, columns);
  if (error instanceof ConnectionError) return connectionFailedError(error, database);
  return error;
}

// The driver's error stays here: its `detail` and `where` hold values of the row.
function statementRefusedError(error: SqlError, database: string, columns: readonly string[]): RecordError {
  const [, refusal, what] = RULES.find(([states]) => states.test(error.code)) ?? OTHERWISE;
  const columnList = columns.length === 0 ? [] : [joinColumns(columns)];
  return new RecordError({
    message: `Database ${database} ${what}: ${[...columnList, withoutValues(error)].join(': ')} (SQLSTATE ${error.code})`,
    failure: {
      kind: 'statementRefused',
      refusal,
      database,
      sqlState: error.code,
      ...(error.constraint !== undefined && { constraint: error.constraint }),
      ...(error.table !== undefined && { table: error.table }),
      ...(columns.length > 0 && { columns }),
    },
  });
}

/**
 * PostgreSQL quotes values, mostly after a colon, and they are not ours to repeat. Of data, whatever is
 * quoted may be one.
 */
const withoutValues = ({ code, message }: SqlError): string =>
  code.startsWith('22') ? message.replace(/:? ?".*"/s, '') : message.replace(/: ".*$/s, '');
