import { chmod, mkdir, readdir, stat } from 'node:fs/promises';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { DataDirectoryError } from './data-directory-error.ts';

/** What the engine keeps in its folder. */
const OWN = /^(journal-\d+|snapshot-\d+|lock|documents|physical-tenant-[a-z0-9]+|.*\.unfinished)$/;
const OTHERS_MAY = 0o077;

/**
 * Makes the folder if it is not there, and closes it to all but its owner: variables may be secret.
 * @throws DataDirectoryError when it is not a folder, holds other files, or cannot be made private
 */
export async function prepareDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const names = await readdir(directory);
    const other = names.find((name) => !OWN.test(name));
    if (other !== undefined)
      throw new DataDirectoryError(
        `${directory} holds ${other}, which is not of the engine: give a folder of its own`,
      );
    const { mode } = await stat(directory);
    if (process.platform !== 'win32' && (mode & OTHERS_MAY) !== 0) await chmod(directory, 0o700);
  } catch (error) {
    if (error instanceof DataDirectoryError) throw error;
    throw new DataDirectoryError(
      `${directory} cannot be used for the engine's data: ${toErrorMessage(error)}`,
      {
        cause: error,
      },
    );
  }
}
