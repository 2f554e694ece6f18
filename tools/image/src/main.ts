import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { toCacheDirectory } from '@jobwright/local-server';
import { readBaseImages } from './base/base-images.ts';
import { makeDebian } from './base/debian.ts';
import { fetchNode } from './base/fetch-node.ts';
import { makeBases } from './base/make-bases.ts';
import { buildImage, IMAGE } from './build/build-image.ts';
import { createBuildah } from './build/buildah.ts';
import { measureLayers } from './build/measure-layers.ts';
import { bundleCommand } from './bundle/bundle-command.ts';

const help = `The image of the jobwright command: packages/bundle/image/Dockerfile.

  npm run image -- bundle FOLDER   makes what the image gets on top of its base
  npm run image -- build           builds ${IMAGE} with buildah, on bases made with debootstrap (root)`;

const workspaceRoot = resolve(import.meta.dirname, '../../..');
const folder = join(toCacheDirectory(process.env), 'image');

async function bundle(outputFolder: string): Promise<void> {
  const epoch = process.env['SOURCE_DATE_EPOCH'];
  const createdAt = epoch ? new Date(Number(epoch) * 1000) : new Date();
  const made = await bundleCommand({ workspaceRoot, outputFolder: resolve(outputFolder), createdAt });
  console.log(`${made.files} files, ${(made.bytes / 1e6).toFixed(1)} MB, of ${made.packages} packages`);
}

async function build(): Promise<void> {
  const buildah = createBuildah(folder);
  const bases = readBaseImages(workspaceRoot);
  const debian = join(folder, 'debian');
  await makeDebian(debian);
  const node = await fetchNode(join(folder, 'node'), workspaceRoot);
  await makeBases(buildah, bases, { debian, node });
  await buildImage(buildah, workspaceRoot);
  const { addedBytes, baseBytes } = await measureLayers(buildah, IMAGE, bases.result);
  console.log(
    `${IMAGE}: ${(addedBytes / 1e6).toFixed(1)} MB compressed on top of ${(baseBytes / 1e6).toFixed(1)} MB`,
  );
}

const { positionals } = parseArgs({ allowPositionals: true, options: { help: { type: 'boolean' } } });
const [command, argument] = positionals;
if (command === 'bundle' && argument !== undefined) await bundle(argument);
else if (command === 'build') await build();
else console.log(help);
