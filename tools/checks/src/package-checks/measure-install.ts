import { lstatSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PackedPackage } from './pack-packages.ts';
import { readDependencies, toInstalledNames } from './public-package.ts';

export interface InstallSize {
  readonly bytes: number;
  /** Packages that come with it, itself not counted. */
  readonly dependencies: number;
}

/**
 * What `npm install` of this package alone puts on the disk, as the dependencies resolve in this workspace. Files are
 * counted by their length.
 */
export function measureInstall(packed: PackedPackage, siblings: readonly PackedPackage[]): InstallSize {
  const sizes = new Map<string, number>();
  const queue = [packed.folder];
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    if (sizes.has(folder)) continue;
    const sibling = siblings.find((other) => other.folder === folder);
    sizes.set(folder, sibling ? sibling.unpackedBytes : measureFolder(folder));
    const manifest = sibling?.manifest ?? readDependencies(folder);
    for (const name of toInstalledNames(manifest)) {
      const installed = findInstalled(name, folder);
      if (installed !== undefined)
        queue.push(siblings.find((s) => s.manifest.name === name)?.folder ?? installed);
      else if (!(name in manifest.optionalDependencies))
        throw new Error(`${name}, a dependency of ${manifest.name}, is not installed: run npm install`);
    }
  }
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  return { bytes, dependencies: sizes.size - 1 };
}

function findInstalled(name: string, from: string): string | undefined {
  const candidate = join(from, 'node_modules', name);
  if (lstatSync(join(candidate, 'package.json'), { throwIfNoEntry: false })) return candidate;
  return dirname(from) === from ? undefined : findInstalled(name, dirname(from));
}

function measureFolder(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    bytes += entry.isDirectory() ? measureFolder(path) : lstatSync(path).size;
  }
  return bytes;
}
