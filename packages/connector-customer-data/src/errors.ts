import { ConnectorError, RetryableError } from '@jobwright/connector-sdk';

/** Every code of this connector and what to do about it. */
export const customerDataErrors = {
  CUSTOMER_NOT_FOUND: 'No row has this key. Make it a BPMN error in the error expression if that can happen.',
  KEY_NOT_UNIQUE: 'More than one row has this key: use a key column that is unique.',
  VERSION_CONFLICT:
    'Somebody else changed the customer; `error.variables.currentVersion` tells the version now. Read it again and decide anew.',
  TABLE_UNKNOWN: 'Correct the input `table`, or the search path of the connection.',
  COLUMN_UNKNOWN: 'Correct `changes`, `keyColumn` or `versionColumn`.',
  VALUE_REJECTED: 'A value does not fit the type of its column.',
  CONSTRAINT_VIOLATED: 'A value breaks the constraint in `error.variables.constraint`.',
  INBOX_MISSING: 'Run `migrateCustomerData` once on this database.',
  IDEMPOTENCY_KEY_REUSED:
    'Two different requests came under one key: give clusters that share a database different namespaces.',
  ACCESS_DENIED: 'Check user, password and database name of the connection URL, and the grants of the user.',
  TLS_FAILED: 'Check `sslmode` and the certificates of the connection URL.',
  DATABASE_REJECTED: 'The database refused the statement; `error.variables.sqlState` tells why.',
  TRANSACTION_CONFLICT: 'Tried again by itself: other transactions held or changed the row for too long.',
  DATABASE_UNAVAILABLE:
    'Tried again by itself: the database could not be reached, broke off or took too long.',
} as const;

export type CustomerDataErrorCode = keyof typeof customerDataErrors;

interface SqlError extends Error {
  /** SQLSTATE: five characters, the first two are the class. */
  readonly code: string;
  readonly constraint?: string;
  readonly table?: string;
}

const isSqlError = (error: unknown): error is SqlError =>
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

/** The driver could not connect, or lost the connection. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

/** To be given every failure of the driver: what is not an answer of the server is a matter of the connection. */
export function toDriverFailure(error: unknown): Error {
  if (isSqlError(error)) return error;
  return new ConnectionError(toReason(error), { cause: error });
}

/** What a failure of the database is to a job. `database` names it without its password. */
export function toFailure(error: unknown, database: string): unknown {
  if (isSqlError(error)) return toSqlFailure(error, database);
  if (error instanceof ConnectionError) return toConnectionFailure(error, database);
  return error;
}

// The driver's error stays here: its `detail` and `where` hold values of the row.
function toSqlFailure(error: SqlError, database: string): ConnectorError | RetryableError {
  const [, code, what] = RULES.find(([states]) => states.test(error.code)) ?? OTHERWISE;
  const failure = {
    code,
    message: `Database ${database} ${what}: ${withoutValues(error.message)} (SQLSTATE ${error.code})`,
    variables: {
      sqlState: error.code,
      ...(error.constraint !== undefined && { constraint: error.constraint }),
      ...(error.table !== undefined && { table: error.table }),
    },
  };
  const mayPass = code === 'TRANSACTION_CONFLICT' || code === 'DATABASE_UNAVAILABLE';
  return mayPass ? new RetryableError(failure) : new ConnectorError(failure);
}

function toConnectionFailure(error: ConnectionError, database: string): ConnectorError | RetryableError {
  if (/CERT|SSL|TLS|SELF_SIGNED/i.test(error.message)) {
    return new ConnectorError({
      code: 'TLS_FAILED',
      message: `Database ${database}: no encrypted connection (${error.message}); check sslmode and the certificates in the URL`,
      cause: error,
    });
  }
  return new RetryableError({
    code: 'DATABASE_UNAVAILABLE',
    message: `Database ${database} cannot be reached or broke off (${error.message})`,
    cause: error,
  });
}

function toReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}

/** PostgreSQL quotes the value after a colon, and values are not ours to repeat. */
const withoutValues = (message: string): string =>
  message.replace(/: ".*$/s, '').replace(/^value ".*?" /s, 'value ');
