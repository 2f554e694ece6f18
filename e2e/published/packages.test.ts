import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DATA_ENTRY } from '@jobwright/checks/package-checks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeVersions, oldestNode } from './node-versions.ts';
import { findNode, install, installAllIsolated, type Installation, publicPackages } from './published.ts';
import { runCommand } from './run-command.ts';

/** What imports every entry of a package; it lies where the package is installed. */
const ENTRIES = 'entries.mjs';
const layers = new Map(publicPackages.toReversed().map(({ manifest }) => [layerOf(manifest), manifest.name]));

type PublishedManifest = (typeof publicPackages)[number]['manifest'];

/** What npm does with peers shows only where nobody else brings them; of the others one for each layer. */
const isInstalledAlone = (manifest: PublishedManifest): boolean =>
  Object.keys(manifest.peerDependencies).length > 0 || layers.get(layerOf(manifest)) === manifest.name;

function layerOf({ nx }: PublishedManifest): string | undefined {
  return nx.tags.find((tag) => tag.startsWith('layer:'));
}

/** An entry that is called like an optional peer is for those who have it. */
function listEntries({ exports, peerDependenciesMeta }: PublishedManifest): readonly string[] {
  const forPeers = Object.keys(peerDependenciesMeta).map((peer) => `./${peer}`);
  return Object.keys(exports).filter((entry) => !DATA_ENTRY.test(entry) && !forPeers.includes(entry));
}

const runNode = (version: string, script: string, cwd: string) =>
  runCommand(findNode(version), ['--input-type=module', '--eval', script], {
    cwd,
    environment: { NODE_OPTIONS: '' },
  });

describe('each package finds what it needs with what it declares', () => {
  const manifests = publicPackages.map(({ manifest }) => manifest);
  const installed = new Map<string, Installation>();

  beforeAll(async () => {
    for (const [name, installation] of await installAllIsolated()) installed.set(name, installation);
    for (const manifest of manifests.filter(isInstalledAlone)) {
      installed.set(manifest.name, await install(`alone/${manifest.name}`, [manifest.name]));
    }
    for (const manifest of manifests) {
      const { name } = manifest;
      const imports = listEntries(manifest).map((entry) => `import '${join(name, entry)}';\n`);
      await writeFile(join(installed.get(name)!.folder, ENTRIES), imports.join(''));
    }
  });
  afterAll(() => {
    console.table(
      Object.fromEntries(
        [...installed].map(([name, { bytes, dependencies }]) => [
          name,
          { 'installed MB': Number((bytes / 1e6).toFixed(2)), dependencies },
        ]),
      ),
    );
  });

  test('packages are separate: none sees another that it does not declare', async () => {
    const { folder } = installed.get('@jobwright/json')!;
    const feel = "await import('@jobwright/feel');";
    await expect(runNode(oldestNode, feel, folder)).rejects.toThrow('ERR_MODULE_NOT_FOUND');
  });

  test.each(manifests)(`$name, in a process of its own on Node ${oldestNode}`, async ({ name }) => {
    await runNode(oldestNode, `await import('./${ENTRIES}');`, installed.get(name)!.folder);
  });

  test.each(nodeVersions.filter((version) => version !== oldestNode))('all on Node %s', async (version) => {
    const files = [...installed.values()].map(({ folder }) => join(folder, ENTRIES));
    const script = files.map((file) => `await import('${file}');`).join('');
    await runNode(version, script, files[0]!.slice(0, -ENTRIES.length));
  });
});
