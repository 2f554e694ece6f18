import type { Logger } from '@jobwright/connector-sdk';
import { createFolderJobMarks, createMemoryJobMarks, type JobMarks } from '@jobwright/runtime';
import type { Configuration } from '../configuration/configuration.schema.ts';

/**
 * Opens the marks of running jobs. A directory that cannot be used is logged, and the service runs without
 * it.
 */
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

/** Logged only once the service has started: one that cannot start says only why. */
export function reportMarks({ directory }: Configuration['state'], logger: Logger): void {
  if (directory !== undefined) return;
  logger.info(
    {},
    'Without state.directory, running jobs are recorded in memory only: a job that ends the process may do so again after each restart',
  );
}
