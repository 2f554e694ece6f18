import { ConnectorError } from '@jobwright/connector-sdk';

/** An answer of the database with the columns it is about, which the answer itself does not always name. */
export class RefusedColumnsError extends Error {
  override readonly name = 'RefusedColumnsError';
  readonly failure: Error;
  readonly columns: readonly string[];

  constructor(failure: Error, columns: readonly string[]) {
    super(failure.message, { cause: failure });
    this.failure = failure;
    this.columns = columns;
  }
}

/** For a message: `column "a", column "b"`. */
export const toColumnList = (columns: readonly string[]): string =>
  columns.map((column) => `column "${column}"`).join(', ');

export const valueRejected = (column: string, message: string): ConnectorError =>
  new ConnectorError({
    code: 'VALUE_REJECTED',
    message: `Column "${column}" ${message}`,
    variables: { column, columns: [column] },
  });
