import { cp, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FILES_FOLDER } from './locate-files-plugin.ts';
import { packagedFiles } from './packaged-files.ts';

/** Copies what packages read at run time to where the modules in the bundle look for it. */
export async function copyPackagedFiles(workspaceRoot: string, commandFolder: string): Promise<void> {
  for (const { folder, files } of packagedFiles) {
    for (const file of files) {
      for (const path of await listMatches(join(workspaceRoot, folder), file)) {
        await cp(join(workspaceRoot, folder, path), join(commandFolder, FILES_FOLDER, folder, path));
      }
    }
  }
}

async function listMatches(folder: string, pattern: string): Promise<readonly string[]> {
  if (basename(pattern) !== '*') return [pattern];
  const names = await readdir(join(folder, dirname(pattern)));
  return names.map((name) => join(dirname(pattern), name));
}
