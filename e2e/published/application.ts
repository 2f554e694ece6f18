import { lstatSync, readdirSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findNpm, runCommand, withNode } from './run-command.ts';

export interface Installation {
  readonly folder: string;
  readonly bytes: number;
  /** Packages that came along, the ones asked for not counted. */
  readonly dependencies: number;
}

export interface InstallOptions {
  /** The program that runs npm. */
  readonly node: string;
  readonly environment: Readonly<Record<string, string>>;
  /** For npm, on top of those of a quiet installation. */
  readonly flags?: readonly string[];
}

/**
 * An application of its own in an empty folder, with these packages from the registry, installed with this
 * Node.
 */
export async function installApplication(
  folder: string,
  packages: readonly string[],
  { node, environment, flags = [] }: InstallOptions,
): Promise<Installation> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const install = ['install', '--engine-strict', '--no-audit', '--no-fund', '--loglevel=error'];
  await runCommand(node, [findNpm(), ...install, ...flags, ...packages], {
    cwd: folder,
    environment: { ...environment, ...withNode(node) },
  });
  const modules = join(folder, 'node_modules');
  return {
    folder,
    bytes: measureFolder(modules),
    dependencies: countPackages(modules) - packages.length,
  };
}

function countPackages(modules: string): number {
  let count = 0;
  for (const path of readdirSync(modules, { recursive: true, encoding: 'utf8' })) {
    if (/(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(`node_modules/${path}`)) count += 1;
  }
  return count;
}

/** Bytes of all files below it. */
export function measureFolder(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    bytes += entry.isDirectory() ? measureFolder(path) : lstatSync(path).size;
  }
  return bytes;
}
