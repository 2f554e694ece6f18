import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSigningServices, type Workflow } from '@jobwright/servers/local-registry';
import { findPublicPackages, isIndependent } from '@jobwright/checks/package-checks';
import { copyWorkspace } from '@jobwright/suites/workspace-copy';
import { parse } from 'yaml';
import { z } from 'zod';

/** Where the packages say they were built. */
export const releaseWorkflow: Workflow = {
  repository: 'jobwright/jobwright',
  path: '.github/workflows/release.yml',
};
const workflowSchema = z.object({
  jobs: z.object({ release: z.object({ steps: z.array(z.object({ run: z.string().optional() })) }) }),
});

/**
 * One plan of the platform, one of a connector, and a release before: so every kind of version rises, to
 * another number.
 */
const plan = `---
platform: minor
'@jobwright/connector-email': minor
---

Connectors of others are loaded by the command.
`;

export interface ReleasedCopy {
  readonly root: string;
  /** The bare repository that the release was pushed to. */
  readonly origin: string;
  readonly remove: () => Promise<void>;
}

/**
 * Runs the commands of the release workflow, as they are, in a repository of its own with a copy of this
 * workspace.
 */
export async function releaseCopy(
  registryEnvironment: Readonly<Record<string, string>>,
): Promise<ReleasedCopy> {
  const copy = await copyWorkspace();
  const origin = await mkdtemp(join(tmpdir(), 'jobwright-origin-'));
  const signing = await startSigningServices(releaseWorkflow);
  const remove = async (): Promise<void> => {
    await copy.remove();
    await rm(origin, { recursive: true, force: true });
  };
  try {
    await copy.run(toRepository({ origin, tags: listTags(copy.root) }));
    await mkdir(join(copy.root, '.nx/version-plans'), { recursive: true });
    await writeFile(join(copy.root, '.nx/version-plans/connectors-of-others.md'), plan);
    await copy.run('git add -A && git commit -qm "docs: plan of a release" && git push -q');
    const { jobs } = workflowSchema.parse(
      parse(await readFile(join(copy.root, releaseWorkflow.path), 'utf8')),
    );
    const environment = { ...registryEnvironment, ...signing.environment };
    for (const { run } of jobs.release.steps) {
      if (run !== undefined) await copy.run(run.replaceAll(/\$\{\{.*?\}\}/g, ''), environment);
    }
    return { root: copy.root, origin, remove };
  } catch (error) {
    await remove();
    throw error;
  } finally {
    await signing.close();
  }
}

/** As if what is in the workspace had been released before, but for one connector that is new. */
function listTags(root: string): readonly string[] {
  const independent = findPublicPackages(root).filter(isIndependent);
  const released = independent.filter(({ manifest }) => manifest.name !== '@jobwright/connector-pdf');
  return ['v0.1.0', ...released.map(({ manifest }) => `${manifest.name}@0.1.0`)];
}

const toRepository = ({
  origin,
  tags,
}: {
  readonly origin: string;
  readonly tags: readonly string[];
}): string =>
  [
    'git init -q -b main',
    'git config user.name someone && git config user.email someone@example.com',
    'git add -A && git commit -qm "chore: all there is"',
    ...tags.map((tag) => `git tag -a ${tag} -m ${tag}`),
    `git init -q -b main --bare ${origin}`,
    `git remote add origin ${origin} && git push -qu origin main --tags`,
  ].join('\n');
