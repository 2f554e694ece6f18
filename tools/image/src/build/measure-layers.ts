import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Buildah } from './buildah.ts';

const descriptor = z.object({ digest: z.string(), size: z.number() });
const indexSchema = z.object({ manifests: z.tuple([descriptor]) });
const manifestSchema = z.object({ layers: z.array(descriptor) });

export interface LayerSizes {
  /** Of the layers on top of the base, as a registry keeps them. */
  readonly addedBytes: number;
  readonly baseBytes: number;
}

const inspected = z.object({ OCIv1: z.object({ rootfs: z.object({ diff_ids: z.array(z.string()) }) }) });

/** Compresses the layers as a push does, and adds up their sizes. */
export async function measureLayers(buildah: Buildah, image: string, base: string): Promise<LayerSizes> {
  const facts: unknown = JSON.parse(await buildah(['inspect', '--type', 'image', base]));
  const below = inspected.parse(facts).OCIv1.rootfs.diff_ids.length;
  const sizes = await listLayers(buildah, image);
  const sum = (some: readonly number[]) => some.reduce((total, size) => total + size, 0);
  return { addedBytes: sum(sizes.slice(below)), baseBytes: sum(sizes.slice(0, below)) };
}

async function listLayers(buildah: Buildah, image: string): Promise<readonly number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-layers-'));
  try {
    await buildah(['push', '--quiet', '--format', 'oci', image, `oci:${folder}`]);
    const read = async (path: string): Promise<unknown> =>
      JSON.parse(await readFile(join(folder, path), 'utf8'));
    const { manifests } = indexSchema.parse(await read('index.json'));
    const { layers } = manifestSchema.parse(await read(`blobs/${manifests[0].digest.replace(':', '/')}`));
    return layers.map(({ size }) => size);
  } finally {
    await rm(folder, { recursive: true });
  }
}
