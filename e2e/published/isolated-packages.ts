import { mkdir, readdir, realpath, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { installApplication, type Installation, type InstallOptions, measureFolder } from './application.ts';

const STORE = '.store';

/**
 * Packages of the registry in one installation, each of which finds what it declares and nothing else: with
 * npm's linked strategy every package is in a folder of its own, beside links to its dependencies. Gives a
 * folder for each package, from which that package alone can be imported.
 */
export async function installIsolated(
  folder: string,
  packages: readonly string[],
  options: InstallOptions,
): Promise<ReadonlyMap<string, Installation>> {
  await installApplication(folder, packages, { ...options, flags: ['--install-strategy=linked'] });
  return separatePackages(folder, packages);
}

/** The links of the application itself, which would lead from one package to another, are removed. */
export async function separatePackages(
  folder: string,
  packages: readonly string[],
): Promise<ReadonlyMap<string, Installation>> {
  const modules = join(folder, 'node_modules');
  const inStore = await Promise.all(
    packages.map(async (name) => [name, await realpath(join(modules, name))] as const),
  );
  for (const entry of await readdir(modules)) {
    if (entry !== STORE) await rm(join(modules, entry), { recursive: true });
  }
  const installed = inStore.map(async ([name, target]): Promise<readonly [string, Installation]> => {
    const alone = join(folder, 'alone', name);
    const link = join(alone, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(target, link);
    const needed = await findNeeded(target);
    const bytes = [...needed].reduce((sum, path) => sum + measureFolder(path), 0);
    return [name, { folder: alone, bytes, dependencies: needed.size - 1 }];
  });
  return new Map(await Promise.all(installed));
}

/** The folders of a package of the store and of all that it needs. */
async function findNeeded(start: string): Promise<ReadonlySet<string>> {
  const needed = new Set([start]);
  for (const path of needed) {
    const beside = path.slice(0, path.lastIndexOf('/node_modules/') + '/node_modules/'.length);
    for (const entry of await readdir(beside, { withFileTypes: true })) {
      const names = entry.name.startsWith('@') ? await listScope(beside, entry.name) : [entry.name];
      for (const name of names) {
        if (!name.startsWith('.')) needed.add(await realpath(join(beside, name)));
      }
    }
  }
  return needed;
}

const listScope = async (folder: string, scope: string): Promise<readonly string[]> =>
  (await readdir(join(folder, scope))).map((name) => join(scope, name));
