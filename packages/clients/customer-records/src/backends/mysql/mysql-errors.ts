import { RecordError, type StatementRefusal } from '../../record-failure.ts';
import { splitColumns, joinColumns } from '../sql/refused-columns.ts';
import { ConnectionError, connectionError, connectionFailedError } from '../sql/connection-error.ts';

export interface SqlError extends Error {
  readonly errno: number;
  readonly sqlState: string;
}

export const isSqlError = (error: unknown): error is SqlError =>
  error instanceof Error &&
  'errno' in error &&
  typeof error.errno === 'number' &&
  'sqlState' in error &&
  typeof error.sqlState === 'string';

export const hasErrorNumber = (error: unknown, ...numbers: readonly number[]): boolean =>
  isSqlError(error) && numbers.includes(error.errno);

/**
 * Deadlock, or a row that changed since it was read: the transaction was rolled back and may simply run
 * again.
 */
export const isConflict = (error: unknown): boolean => hasErrorNumber(error, 1213, 1020);

type Rule = readonly [numbers: readonly number[], refusal: StatementRefusal, what: string];

// By the numbers of https://mariadb.com/kb/en/mariadb-error-codes/, which are those of MySQL where both have
// them.
const RULES: readonly Rule[] = [
  [[1213, 1205, 1020, 3572], 'conflict', 'is held or changed by other transactions'],
  [[1040, 1053, 1203, 1226, 1290, 1317, 1836, 1927, 1969, 3024, 3032], 'unavailable', 'cannot work now'],
  [[1044, 1045, 1049, 1142, 1143, 1227, 1370, 1698, 1820], 'accessDenied', 'denies access'],
  [[3159], 'encryptionNeeded', 'asks for an encrypted connection'],
  [[1146], 'tableUnknown', 'does not know the table'],
  [[1054], 'columnUnknown', 'does not know a column'],
  [
    [1022, 1048, 1062, 1169, 1216, 1217, 1364, 1451, 1452, 1557, 3819, 4025],
    'constraintViolated',
    'refuses the change',
  ],
  [
    [
      1263, 1264, 1265, 1267, 1292, 1366, 1367, 1406, 1411, 1416, 1525, 1690, 1906, 3105, 3140, 3141, 3156,
      4078,
    ],
    'valueRejected',
    'refuses a value',
  ],
];

const OTHERWISE: Rule = [[], 'other', 'refuses the statement'];

export const driverError = (error: unknown): Error =>
  isSqlError(error) || error instanceof ConnectionError ? error : connectionError(error);

/** What a failure of the database is to a job. `database` names it without its password. */
export function databaseError(error: unknown, database: string): unknown {
  const { failure, columns } = splitColumns(error);
  if (isSqlError(failure)) return statementRefusedError(failure, database, columns);
  if (error instanceof ConnectionError) return connectionFailedError(error, database);
  return error;
}

// The message of the server stays here: it repeats values.
function statementRefusedError(error: SqlError, database: string, columns: readonly string[]): RecordError {
  const [, refusal, what] = RULES.find(([numbers]) => numbers.includes(error.errno)) ?? OTHERWISE;
  const constraint = findConstraint(error);
  const where = [
    ...(constraint === undefined ? [] : [`constraint "${constraint}"`]),
    ...(columns.length === 0 ? [] : [joinColumns(columns)]),
  ];
  return new RecordError({
    message: `Database ${database} ${what}${where.length === 0 ? '' : `: ${where.join(', ')}`} (error ${error.errno})`,
    failure: {
      kind: 'statementRefused',
      refusal,
      database,
      sqlState: error.sqlState,
      errorNumber: error.errno,
      ...(constraint === undefined ? {} : { constraint }),
      ...(columns.length === 0 ? {} : { columns }),
    },
  });
}

/** The end of the message, where no value can be. */
export function findConstraint({ errno, message }: SqlError): string | undefined {
  switch (errno) {
    case 1062:
      return / for key '(?:[^'.]+\.)?([^'.]+)'$/.exec(message)?.[1];
    case 4025:
      return /^CONSTRAINT `([^`]+)` failed/.exec(message)?.[1];
    case 3819:
      return /^Check constraint '([^']+)'/.exec(message)?.[1];
    case 1451:
    case 1452:
      return /CONSTRAINT `([^`]+)` FOREIGN KEY/.exec(message)?.[1];
    default:
      return undefined;
  }
}
