import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { PublicPackage } from './public-package.ts';

const packReport = z.array(
  z.object({
    name: z.string(),
    filename: z.string(),
    size: z.number(),
    unpackedSize: z.number(),
    files: z.array(z.object({ path: z.string(), size: z.number() })),
  }),
);

export interface PackedPackage extends PublicPackage {
  readonly tarball: Uint8Array<ArrayBuffer>;
  readonly tarballBytes: number;
  readonly unpackedBytes: number;
  /** Paths inside the tarball, without `package/`. */
  readonly files: readonly string[];
}

/** Packs as `npm publish` would. */
export async function packPackages(
  packages: readonly PublicPackage[],
  workspaceRoot: string,
): Promise<readonly PackedPackage[]> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-pack-'));
  try {
    const workspaces = packages.flatMap(({ directory }) => ['-w', directory]);
    const { stdout } = await promisify(execFile)(
      'npm',
      [
        'pack',
        '--json',
        '--loglevel=error',
        '--foreground-scripts=false',
        '--pack-destination',
        folder,
        ...workspaces,
      ],
      { cwd: workspaceRoot, maxBuffer: 64e6, timeout: 120_000 },
    );
    const reports = packReport.parse(JSON.parse(stdout));
    return await Promise.all(
      packages.map(async (entry) => {
        const report = reports.find(({ name }) => name === entry.manifest.name);
        if (!report) throw new Error(`npm pack left out ${entry.manifest.name}`);
        return {
          ...entry,
          tarball: new Uint8Array(await readFile(join(folder, report.filename))),
          tarballBytes: report.size,
          unpackedBytes: report.unpackedSize,
          files: report.files.map(({ path }) => path),
        };
      }),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
