import { join } from 'node:path';
import { findPublicPackages } from '@jobwright/checks/package-checks';
import { inject } from 'vitest';
import { type Installation, installApplication } from './application.ts';
import { oldestNode } from './node-versions.ts';
import { runCommand, withNode } from './run-command.ts';

/** What `set-up-registry.ts` made. */
export const { registry, release, nodes, folder } = inject('published');

export const publicPackages = findPublicPackages(release.root);

export function findNode(version: string): string {
  const node = nodes[version];
  if (node === undefined) throw new Error(`Node ${version} is not installed`);
  return node;
}

/** An application in a new folder, with these packages of the registry. */
export const install = (name: string, packages: readonly string[], nodeVersion: string = oldestNode) =>
  installApplication(join(folder, name), packages, {
    node: findNode(nodeVersion),
    environment: registry.environment,
  });

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
