import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPublicPackages, type PublicPackage } from '@jobwright/checks/package-checks';
import { findNpm, runCommand } from '../published/run-command.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The packages of these names and all of ours that they need. */
function findNeeded(names: readonly string[]): readonly PublicPackage[] {
  const all = new Map(findPublicPackages(root).map((found) => [found.manifest.name, found]));
  const needed = new Map<string, PublicPackage>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const found = all.get(name);
    if (!found || needed.has(name)) continue;
    needed.set(name, found);
    open.push(...Object.keys(found.manifest.dependencies));
  }
  return [...needed.values()];
}

/** Packs built packages, with all of ours that they need, as a release would. The files by package name. */
export async function packPackages(
  names: readonly string[],
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  await mkdir(folder, { recursive: true });
  const files: Record<string, string> = {};
  for (const { manifest, folder: cwd } of findNeeded(names)) {
    const printed = await runCommand(
      process.execPath,
      [findNpm(), 'pack', '--silent', '--pack-destination', folder],
      { cwd },
    );
    files[manifest.name] = join(folder, printed.trim().split('\n').at(-1) ?? '');
  }
  return files;
}
