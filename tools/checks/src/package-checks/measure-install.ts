import { lstatSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { PackedPackage } from './pack-packages.ts';
import { installedNames, readDependencies } from './public-package.ts';

export interface InstallSize {
  readonly bytes: number;
  /** The measured packages themselves and all that comes with them. */
  readonly packages: number;
}

export interface PackageInstall extends InstallSize {
  /** The same for the bare libraries alone. Undefined where none were given. */
  readonly bare: InstallSize | undefined;
}

interface InstalledPackage {
  readonly name: string;
  readonly folder: string;
  readonly bytes: number;
  readonly dependencies: readonly string[];
}

/**
 * By name and version: what this workspace holds in several folders, an installation of its own holds once.
 */
type Installed = ReadonlyMap<string, InstalledPackage>;

/**
 * What `npm install` of this package alone puts on the disk, and of the libraries that it is built on, as the
 * dependencies resolve in this workspace. Files are counted by their length.
 *
 * @throws Error when a dependency is not installed, or a bare library is none of the dependencies
 */
export function measureInstall(
  packed: PackedPackage,
  siblings: readonly PackedPackage[],
  bareLibraries: readonly string[] = [],
): PackageInstall {
  const installed = findInstalled([packed.folder], siblings);
  const bareFolders = bareLibraries.map((library) => {
    const found = [...installed.values()].find(({ name }) => name === library);
    if (found) return found.folder;
    throw new Error(`${library} does not come with ${packed.manifest.name}: correct bare-libraries.ts`);
  });
  return {
    ...sumSizes(installed),
    bare: bareFolders.length === 0 ? undefined : sumSizes(findInstalled(bareFolders, siblings)),
  };
}

const sumSizes = (installed: Installed): InstallSize => ({
  bytes: [...installed.values()].reduce((sum, { bytes }) => sum + bytes, 0),
  packages: installed.size,
});

function findInstalled(folders: readonly string[], siblings: readonly PackedPackage[]): Installed {
  const installed = new Map<string, InstalledPackage>();
  const seen = new Set<string>();
  const queue = [...folders];
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    const { id, ...found } = readInstalled(folder, siblings);
    installed.set(id, found);
    queue.push(...found.dependencies);
  }
  return installed;
}

function readInstalled(
  folder: string,
  siblings: readonly PackedPackage[],
): InstalledPackage & { readonly id: string } {
  const sibling = siblings.find((other) => other.folder === folder);
  const manifest = sibling?.manifest ?? readDependencies(folder);
  const dependencies = installedNames(manifest).flatMap((name) => {
    const found = findFolder(name, folder);
    if (found !== undefined) return [siblings.find((s) => s.manifest.name === name)?.folder ?? found];
    if (name in manifest.optionalDependencies) return [];
    throw new Error(`${name}, a dependency of ${manifest.name}, is not installed: run npm install`);
  });
  return {
    id: sibling ? manifest.name : `${manifest.name}@${manifest.version}`,
    name: manifest.name,
    folder,
    bytes: sibling ? sibling.unpackedBytes : measureFolder(folder),
    dependencies,
  };
}

function findFolder(name: string, from: string): string | undefined {
  const candidate = join(from, 'node_modules', name);
  if (lstatSync(join(candidate, 'package.json'), { throwIfNoEntry: false })) return candidate;
  return dirname(from) === from ? undefined : findFolder(name, dirname(from));
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
