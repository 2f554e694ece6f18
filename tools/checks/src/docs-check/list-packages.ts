import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { PackageEntry } from './find-undocumented.ts';

const manifest = z.object({ name: z.string() });

/** The packages of a workspace that have a public entry, `packages/<group>/<name>/src/index.ts`. */
export async function listPackages(root: string): Promise<readonly PackageEntry[]> {
  const groups = await listFolders(join(root, 'packages'));
  const folders = (await Promise.all(groups.map(listFolders))).flat();
  const found = await Promise.all(folders.map(readPackage));
  return found.flat();
}

async function readPackage(folder: string): Promise<readonly PackageEntry[]> {
  const entry = join(folder, 'src/index.ts');
  if (!(await isFile(entry)) || !(await isFile(join(folder, 'package.json')))) return [];
  const { name } = manifest.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
  return [{ name, entry }];
}

const listFolders = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { withFileTypes: true }))
    .filter((each) => each.isDirectory() && each.name !== 'node_modules')
    .map(({ name }) => join(folder, name))
    .sort();

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
