import type { Result } from '../commands.ts';
import { reject } from '../result.ts';

/** Texts as the broker has them. */
export const rejectModification = (bpmnProcessId: string, reason: string): Result<never> =>
  reject(
    'INVALID_ARGUMENT',
    'MODIFY',
    `Expected to modify instance of process '${bpmnProcessId}' but ${reason}`,
  );

export const quoteAll = (values: Iterable<string>): string => `'${[...new Set(values)].join("', '")}'`;

export const childTerminated = (bpmnProcessId: string): Result<never> =>
  rejectModification(
    bpmnProcessId,
    'the given instructions would terminate the instance. The instance was created by a call activity in the parent process. To terminate this instance please modify the parent process instead.',
  );

export const ancestorNotActive = (bpmnProcessId: string, keys: Iterable<string>): Result<never> =>
  rejectModification(
    bpmnProcessId,
    `it contains one or more activate instructions with an ancestor scope key that does not exist, or is not in an active state: ${quoteAll(keys)}`,
  );
