import { RecordError } from '../record-failure.ts';
import type { RecordKey, RecordVersion } from './backend.ts';

export const versionConflictError = (
  key: RecordKey,
  expected: RecordVersion,
  current: RecordVersion,
): RecordError =>
  new RecordError({
    failure: { kind: 'versionConflict', key, expectedVersion: expected, currentVersion: current },
    message: `Customer ${key} has version ${current}, expected ${expected}; nothing was changed. Read the customer again and decide again`,
  });
