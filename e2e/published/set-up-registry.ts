import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Provenance, startLocalRegistry } from '@jobwright/servers/local-registry';
import type { TestProject } from 'vitest/node';
import { type Installation, installApplication } from './application.ts';
import { nodeVersions, oldestNode } from './node-versions.ts';
import { releaseCopy } from './release-copy.ts';
import { runCommand } from './run-command.ts';

/** What all tests share: the registry that everything was released to. */
export interface Published {
  readonly registry: {
    readonly url: string;
    readonly environment: Readonly<Record<string, string>>;
  };
  readonly release: {
    readonly root: string;
    readonly origin: string;
    readonly provenance: readonly Provenance[];
  };
  /** Version to the program. */
  readonly nodes: Readonly<Record<string, string>>;
  /** For applications. */
  readonly folder: string;
  /** An application with the command alone, for those that change nothing in it. */
  readonly command: Installation;
}

declare module 'vitest' {
  interface ProvidedContext {
    published: Published;
  }
}

export default async function setUp({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-published-'));
  const upstream = await runCommand('npm', ['config', 'get', 'registry'], { cwd: folder });
  const registry = await startLocalRegistry(upstream.trim());
  const { url, environment, provenance } = registry;
  const closers = [() => rm(folder, { recursive: true, force: true }), () => registry.close()];
  const tearDown = async (): Promise<void> => {
    for (const closeOne of closers.toReversed()) await closeOne();
  };
  try {
    // The release computes while the network brings each Node.
    const [released, nodes] = await Promise.allSettled([
      releaseCopy(environment),
      installNodes(folder, environment),
    ]);
    if (released.status === 'fulfilled') closers.push(released.value.remove);
    if (released.status === 'rejected') throw released.reason;
    if (nodes.status === 'rejected') throw nodes.reason;
    const { root, origin } = released.value;
    const release = { root, origin, provenance: [...provenance] };
    const node = nodes.value[oldestNode] ?? process.execPath;
    const command = await installApplication(join(folder, 'command'), ['jobwright'], { node, environment });
    provide('published', { registry: { url, environment }, release, nodes: nodes.value, folder, command });
    return tearDown;
  } catch (error) {
    await tearDown();
    throw error;
  }
}

/** Version to the program. */
async function installNodes(
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const options = { node: process.execPath, environment };
  const install = async (version: string) => {
    const home = join(folder, `node-${version}`);
    await installApplication(home, [`node@${version}`], options);
    return [version, join(home, 'node_modules/node/bin/node')] as const;
  };
  return Object.fromEntries(await Promise.all(nodeVersions.map(install)));
}
