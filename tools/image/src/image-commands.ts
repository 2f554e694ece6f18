import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { readBaseImages } from './base/base-images.ts';
import { makeDebian } from './base/debian.ts';
import { fetchNode } from './base/fetch-node.ts';
import { makeBases } from './base/make-bases.ts';
import { buildImage, IMAGE } from './build/build-image.ts';
import { createBuildah } from './build/buildah.ts';
import { measureLayers } from './build/measure-layers.ts';
import { bundleCommand } from './bundle/bundle-command.ts';
import { findOfficialTemplates } from './bundle/find-official-templates.ts';
import { imageFolder } from './image-folder.ts';
import { measureService } from './run/measure-service.ts';
import { mountImage } from './run/mount-image.ts';
import { describeImageProcess } from './run/describe-image-process.ts';

const workspaceRoot = resolve(import.meta.dirname, '../../..');
const MAX_ADDED_BYTES = 15e6;

/** Makes what the image gets on top of its base; the Dockerfile calls it. */
export async function bundle(outputFolder: string): Promise<number> {
  const epoch = process.env['SOURCE_DATE_EPOCH'];
  const createdAt = epoch ? new Date(Number(epoch) * 1000) : new Date();
  const made = await bundleCommand({ workspaceRoot, outputFolder: resolve(outputFolder), createdAt });
  console.log(`${made.files} files, ${(made.bytes / 1e6).toFixed(1)} MB, of ${made.packages} packages`);
  return 0;
}

export async function build(): Promise<number> {
  const buildah = createBuildah(imageFolder);
  const debian = join(imageFolder, 'debian');
  await makeDebian(debian);
  const node = await fetchNode(join(imageFolder, 'node'), workspaceRoot);
  await makeBases(buildah, readBaseImages(workspaceRoot), { debian, node });
  await buildImage(buildah, workspaceRoot);
  return printLayers();
}

async function printLayers(): Promise<number> {
  const base = readBaseImages(workspaceRoot).result;
  const { addedBytes, baseBytes } = await measureLayers(createBuildah(imageFolder), IMAGE, base);
  const [added, below] = [addedBytes, baseBytes].map((bytes) => `${(bytes / 1e6).toFixed(1)} MB`);
  console.log(`${IMAGE}: our layers ${added} compressed, the base below ${below}`);
  if (addedBytes <= MAX_ADDED_BYTES) return 0;
  console.error(
    `That is more than ${MAX_ADDED_BYTES / 1e6} MB: see what came in with npm run image -- bundle FOLDER`,
  );
  return 1;
}

/**
 * Prints the figures of the image that was built; it is held to its size, and to have nothing of the vendor's
 * templates.
 */
export async function check(): Promise<number> {
  const exitCode = await printLayers();
  const [image, remove] = await mountImage(createBuildah(imageFolder), IMAGE);
  try {
    const foreign = findOfficialTemplates(image.root);
    for (const finding of foreign) console.error(finding);
    const { readyMs, residentMb } = await measureService(image);
    console.log(
      `ready after ${renderValues(readyMs)} ms, idle with all connectors ${renderValues(residentMb)} MB resident`,
    );
    return foreign.length > 0 ? 1 : exitCode;
  } finally {
    await remove();
  }
}

/** Runs the command in the image, with this machine's folder for temporary files and its network. */
export async function run(args: readonly string[]): Promise<number> {
  const [image, remove] = await mountImage(createBuildah(imageFolder), IMAGE);
  try {
    const command = [...image.entrypoint, ...(args.length > 0 ? args : image.command)];
    const {
      file,
      args: all,
      environment,
    } = describeImageProcess(image, {
      command,
      environment: pickVariables(process.env),
      folder: image.workingFolder,
    });
    const child = spawn(file, all, { env: environment, stdio: 'inherit' });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    await once(child, 'close');
    return child.exitCode ?? 1;
  } finally {
    await remove();
  }
}

/** What is meant for the command. */
const pickVariables = (environment: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && /^(?:JOBWRIGHT|ZEEBE|CAMUNDA|SECRET|OTEL)_/.test(name) ? [[name, value]] : [],
    ),
  );

function renderValues(values: readonly number[]): string {
  const sorted = [...values].sort((one, other) => one - other);
  const rounded = sorted.map((value) => Math.round(value));
  return `${rounded[Math.floor(rounded.length / 2)]} (${rounded.join(', ')})`;
}
