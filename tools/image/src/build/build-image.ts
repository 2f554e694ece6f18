import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DOCKERFILE } from '../base/base-images.ts';
import { runProgram } from '../run-program.ts';
import type { Buildah } from './buildah.ts';

export const IMAGE = 'localhost/jobwright:latest';

/** Builds the Dockerfile as it is. */
export async function buildImage(buildah: Buildah, workspaceRoot: string): Promise<void> {
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(workspaceRoot, 'packages/app/jobwright/package.json'), 'utf8')));
  const git = (...args: string[]) => runProgram('git', args, { cwd: workspaceRoot, timeoutMs: 10_000 });
  const revision = await git('rev-parse', 'HEAD');
  // Made of the same commit, the image is the same.
  const epoch = await git('show', '--no-patch', '--format=%ct', 'HEAD');
  const buildArgs = {
    VERSION: version,
    REVISION: revision,
    CREATED: new Date(Number(epoch) * 1000).toISOString(),
    SOURCE_DATE_EPOCH: epoch,
  };
  await buildah(
    [
      'bud',
      ...['--format', 'docker', '--pull-never', '--file', DOCKERFILE, '--tag', IMAGE],
      ...Object.entries(buildArgs).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]),
      '.',
    ],
    { cwd: workspaceRoot, isShown: true },
  );
}
