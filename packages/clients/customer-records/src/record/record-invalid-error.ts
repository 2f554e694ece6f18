import { RecordError } from '../record-failure.ts';
import type { RecordProblem } from './record-problem.ts';

export const MAX_LISTED = 20;

export const recordInvalidError = (problems: readonly RecordProblem[]): RecordError =>
  new RecordError({
    failure: { kind: 'recordInvalid', problems: problems.slice(0, MAX_LISTED) },
    message: `Nothing was changed: ${problems
      .slice(0, MAX_LISTED)
      .map(({ path, message }) => `${path} ${message}`)
      .join('; ')}`,
  });
