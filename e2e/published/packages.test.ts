import { join } from 'node:path';
import { DATA_ENTRY } from '@jobwright/checks/package-checks';
import { afterAll, describe, test } from 'vitest';
import { nodeVersions } from './node-versions.ts';
import { findNode, install, type Installation, publicPackages } from './published.ts';
import { runCommand } from './run-command.ts';

describe('each package, installed alone with the oldest Node', () => {
  const installed: (Installation & { readonly name: string })[] = [];
  afterAll(() => {
    console.table(
      Object.fromEntries(
        installed.map(({ name, bytes, dependencies }) => [
          name,
          { 'installed MB': Number((bytes / 1e6).toFixed(2)), dependencies },
        ]),
      ),
    );
  });

  test.each(publicPackages.map(({ manifest }) => manifest))(
    '$name',
    async ({ name, exports, peerDependenciesMeta }) => {
      const installation = await install(`alone/${name}`, [name]);
      installed.push({ name, ...installation });
      // An entry that is called like an optional peer is for those who have it.
      const forPeers = Object.keys(peerDependenciesMeta).map((peer) => `./${peer}`);
      const entries = Object.keys(exports).filter(
        (entry) => !DATA_ENTRY.test(entry) && !forPeers.includes(entry),
      );
      const imports = entries.map((entry) => `await import('${join(name, entry)}');`).join('');
      for (const version of nodeVersions) {
        await runCommand(findNode(version), ['--input-type=module', '--eval', imports], {
          cwd: installation.folder,
          environment: { NODE_OPTIONS: '' },
        });
      }
    },
  );
});
