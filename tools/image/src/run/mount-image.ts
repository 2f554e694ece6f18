import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Buildah } from '../build/buildah.ts';

/** An image on the disk, and how it says that it is run. */
export interface MountedImage {
  readonly root: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly userId: string;
  readonly workingFolder: string;
  readonly stopSignal: string;
  readonly labels: Readonly<Record<string, string>>;
}

const inspected = z.object({
  Docker: z.object({
    config: z.object({
      Entrypoint: z.array(z.string()),
      Cmd: z.array(z.string()),
      Env: z.array(z.string()),
      User: z.string(),
      WorkingDir: z.string(),
      StopSignal: z.string(),
      Labels: z.record(z.string(), z.string()),
      Healthcheck: z.object({ Test: z.array(z.string()) }),
    }),
  }),
});

/** Puts an image on the disk as a container runtime does. The second result takes it away again. */
export async function mountImage(
  buildah: Buildah,
  image: string,
): Promise<readonly [MountedImage, () => Promise<void>]> {
  const container = await buildah(['from', '--pull-never', image]);
  const root = await buildah(['mount', container]);
  for (const folder of ['proc', 'dev', 'sys']) await mkdir(join(root, folder), { recursive: true });
  for (const file of ['hosts', 'resolv.conf']) await writeFile(join(root, 'etc', file), '');
  const text = await buildah(['inspect', '--type', 'image', image]);
  const { config } = inspected.parse(JSON.parse(text)).Docker;
  const mounted: MountedImage = {
    root,
    entrypoint: config.Entrypoint,
    command: config.Cmd,
    healthcheck: config.Healthcheck.Test.slice(1),
    environment: Object.fromEntries(config.Env.map(parseVariable)),
    userId: config.User.split(':', 1)[0] ?? '',
    workingFolder: config.WorkingDir,
    stopSignal: config.StopSignal,
    labels: config.Labels,
  };
  return [
    mounted,
    async () => {
      await buildah(['unmount', container]);
      await buildah(['rm', container]);
    },
  ];
}

function parseVariable(line: string): readonly [string, string] {
  const end = line.indexOf('=');
  return [line.slice(0, end), line.slice(end + 1)];
}
