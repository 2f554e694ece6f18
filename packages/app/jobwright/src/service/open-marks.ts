import type { Logger } from '@jobwright/connector-sdk';
import { createFolderJobMarks, createMemoryJobMarks, type JobMarks } from '@jobwright/runtime';
import type { Configuration } from '../configuration/configuration.schema.ts';

/** The marks of jobs of this service; a directory that cannot be used is told, and does not keep it from its work. */
export function openMarks({ directory }: Configuration['state'], logger: Logger): JobMarks {
  if (directory === undefined) return createMemoryJobMarks();
  try {
    return createFolderJobMarks({ directory, logger });
  } catch (error) {
    logger.error(
      { directory, error },
      'state.directory cannot be used, so running jobs are recorded in memory only: check its owner, permissions and free space',
    );
    return createMemoryJobMarks();
  }
}

/** A service that starts says what it does without; one that cannot start says only why. */
export function reportMarks({ directory }: Configuration['state'], logger: Logger): void {
  if (directory !== undefined) return;
  logger.info(
    {},
    'Without state.directory, running jobs are recorded in memory only: a job that ends the process may do so again after each restart',
  );
}
