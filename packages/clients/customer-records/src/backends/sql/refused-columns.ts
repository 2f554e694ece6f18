import { RecordError } from '../../record-failure.ts';

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

/** The same failure with the columns that it is about, where they can be found. */
export async function withRefusedColumns(
  failure: Error,
  find: () => Promise<readonly string[]>,
): Promise<Error> {
  try {
    const columns = await find();
    return columns.length === 0 ? failure : new RefusedColumnsError(failure, columns);
  } catch {
    return failure;
  }
}

/** A failure as the driver gave it, and the columns that were found for it. */
export const splitColumns = (
  error: unknown,
): { readonly failure: unknown; readonly columns: readonly string[] } =>
  error instanceof RefusedColumnsError
    ? { failure: error.failure, columns: error.columns }
    : { failure: error, columns: [] };

/** For a message: `column "a", column "b"`. */
export const joinColumns = (columns: readonly string[]): string =>
  columns.map((column) => `column "${column}"`).join(', ');

export const valueRejectedError = (column: string, message: string): RecordError =>
  new RecordError({
    failure: { kind: 'valueRejected', column },
    message: `Column "${column}" ${message}`,
  });
