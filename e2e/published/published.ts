import { join } from 'node:path';
import { findPublicPackages } from '@jobwright/checks/package-checks';
import { inject } from 'vitest';
import { type Installation, installApplication } from './application.ts';
import { installIsolated } from './isolated-packages.ts';
import { oldestNode } from './node-versions.ts';
import { runCommand, withNode } from './run-command.ts';

/** What `set-up-registry.ts` made. */
export const { registry, release, nodes, folder, command } = inject('published');

export const publicPackages = findPublicPackages(release.root);

export function findNode(version: string): string {
  const node = nodes[version];
  if (node === undefined) throw new Error(`Node ${version} is not installed`);
  return node;
}

const installOptions = { node: findNode(oldestNode), environment: registry.environment };

/** An application in a new folder, with these packages of the registry. */
export const install = (name: string, packages: readonly string[]) =>
  installApplication(join(folder, name), packages, installOptions);

/** All packages that are published, each of which finds only what it declares. */
export const installAllIsolated = () =>
  installIsolated(
    join(folder, 'isolated'),
    publicPackages.map(({ manifest }) => manifest.name),
    installOptions,
  );

export type { Installation };

export interface InFolder {
  readonly cwd: string;
  readonly nodeVersion?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** `npm` or `npx` of a user whose Node is this one and whose registry is ours. */
export const runNpm = (
  program: 'npm' | 'npx',
  args: readonly string[],
  { cwd, nodeVersion = oldestNode, environment = {} }: InFolder,
): Promise<string> =>
  runCommand(program, args, {
    cwd,
    environment: { ...registry.environment, ...withNode(findNode(nodeVersion)), ...environment },
  });
