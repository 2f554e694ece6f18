import { chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { relative } from 'node:path';
import { type MountedImage, describeImageProcess } from '@jobwright/image';

interface CommandInImage {
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** Where the image listens: the tests say so themselves. */
const ADDRESS = ['JOBWRIGHT_HTTP_HOST', 'JOBWRIGHT_HTTP_PORT'];

/**
 * The command as the image starts it: another user, who sees of this machine the folder for temporary files.
 */
export function toCommandInImage(image: MountedImage, { args, environment, cwd }: CommandInImage) {
  const own = Object.entries(image.environment).filter(([name]) => !ADDRESS.includes(name));
  for (const path of [cwd, ...args, ...Object.values(environment)]) openToOthers(path.replace(/^@/, ''));
  const process = describeImageProcess(
    { ...image, environment: Object.fromEntries(own) },
    {
      command: [...image.entrypoint, ...args],
      environment,
      folder: toTopFolder(cwd) === undefined ? image.workingFolder : cwd,
    },
  );
  return { file: process.file, parameters: [...process.args], env: process.environment };
}

/** As who mounts a folder does: the user of the image has another number. */
function openToOthers(path: string): void {
  const folder = toTopFolder(path);
  if (folder !== undefined) chmodSync(folder, 0o777);
}

/** The one in the folder for temporary files that a path leads into. */
function toTopFolder(path: string): string | undefined {
  if (!path.startsWith(`${tmpdir()}/`)) return undefined;
  const [name] = relative(tmpdir(), path).split('/');
  return `${tmpdir()}/${name}`;
}
