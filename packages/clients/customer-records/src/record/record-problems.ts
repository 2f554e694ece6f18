import { ConnectorError } from '@jobwright/connector-sdk';

/** What is wrong with one value; the value itself is not repeated. */
export interface RecordProblem {
  readonly path: string;
  readonly message: string;
}

export const MAX_LISTED = 20;

export const recordInvalid = (problems: readonly RecordProblem[]): ConnectorError =>
  new ConnectorError({
    code: 'RECORD_INVALID',
    message: `Nothing was changed: ${problems
      .slice(0, MAX_LISTED)
      .map(({ path, message }) => `${path} ${message}`)
      .join('; ')}`,
    variables: { problems: problems.slice(0, MAX_LISTED).map((problem) => ({ ...problem })) },
  });
