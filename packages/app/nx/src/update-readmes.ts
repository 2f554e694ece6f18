import { spawnSync } from 'node:child_process';
import { type GeneratorCallback, readJson, type Tree } from '@nx/devkit';
import { z } from 'zod';

const manifest = z.looseObject({ scripts: z.record(z.string(), z.string()).default({}) });

/**
 * Returns a callback that has the workspace write the tables of its READMEs from the schemas, if it has the
 * script for it.
 */
export function updateReadmes(tree: Tree): GeneratorCallback {
  const { scripts } = manifest.parse(readJson(tree, 'package.json'));
  if (scripts['update'] === undefined) return () => undefined;
  return () => {
    const { status } = spawnSync('npm', ['run', 'update', '--', 'readmes'], {
      cwd: tree.root,
      stdio: 'inherit',
    });
    if (status !== 0) throw new Error('The READMEs were not updated: run npm run update -- readmes');
  };
}
