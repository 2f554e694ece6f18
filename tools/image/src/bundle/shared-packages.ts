import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';
import type { BundledPackage } from './list-packages.ts';

export interface SharedPackage {
  readonly name: string;
  readonly entry: string;
  /** Of the bundle. */
  readonly file: string;
  /** Relative to the workspace. */
  readonly folder: string;
  /** All of it is there, whatever the command uses of it: a copy of its own. */
  readonly isWhole: boolean;
}

/** What connectors from outside may import without bringing it. */
export const sharedPackages: readonly SharedPackage[] = [
  {
    name: '@jobwright/connector-sdk',
    entry: 'packages/sdk/connector-sdk/src/index.ts',
    file: 'connector-sdk.js',
    folder: 'packages/sdk/connector-sdk',
    isWhole: false,
  },
  { name: 'zod', entry: 'zod', file: 'zod.js', folder: 'node_modules/zod', isWhole: true },
];

interface ShareOptions {
  readonly workspaceRoot: string;
  readonly outputFolder: string;
  readonly commandFolder: string;
}

/**
 * Puts packages into the `node_modules` at the root, which Node comes to last from wherever a connector is
 * mounted. They lead into the bundle.
 */
export async function sharePackages(options: ShareOptions): Promise<void> {
  const { workspaceRoot, outputFolder, commandFolder } = options;
  for (const { name, file, folder } of sharedPackages) {
    const manifest = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile(join(workspaceRoot, folder, 'package.json'), 'utf8')));
    const target = join(outputFolder, 'node_modules', name);
    await mkdir(target, { recursive: true });
    const entry = { name, version: manifest.version, type: 'module', exports: './index.js' };
    await writeFile(join(target, 'package.json'), JSON.stringify(entry));
    const source = relative(target, join(outputFolder, commandFolder, file));
    await writeFile(join(target, 'index.js'), `export * from ${JSON.stringify(source)};\n`);
  }
}

/** The versions of what is bundled, where the command looks for those of packages beside it. */
export async function writeManifests(
  commandFolder: string,
  packages: readonly BundledPackage[],
): Promise<void> {
  for (const { manifest } of packages.filter(({ manifest: { name } }) => name.startsWith('@jobwright/'))) {
    const folder = join(commandFolder, 'node_modules', manifest.name);
    await mkdir(folder, { recursive: true });
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify({ name: manifest.name, version: manifest.version }),
    );
  }
}
