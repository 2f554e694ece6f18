import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PackedPackage } from '../pack-packages.ts';
import { readManifest } from '../public-package.ts';

/** Writes files, JSON where they are objects. */
export function writeFiles(folder: string, files: Readonly<Record<string, unknown>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  }
}

export const goodManifest = {
  name: '@jobwright/sample',
  version: '0.1.0',
  description: 'A sample.',
  keywords: ['sample'],
  license: 'Apache-2.0',
  repository: { url: 'git+https://example.com/repository.git', directory: 'packages/sample' },
  type: 'module',
  engines: { node: '>=20.19.0' },
  types: './dist/index.d.ts',
  exports: {
    '.': { require: './dist/require/index.js', types: './dist/index.d.ts', default: './dist/index.js' },
  },
  publishConfig: { access: 'public' },
};
export const goodFiles = {
  'README.md': '# Sample',
  LICENSE: 'The licence',
  'src/index.ts': '',
  'dist/index.js': '',
  'dist/require/index.js': '',
  'dist/index.d.ts': '',
};
export const facts = {
  repositoryUrl: goodManifest.repository.url,
  nodeRange: goodManifest.engines.node,
  license: goodFiles.LICENSE,
};

/** A package as it would be packed, in a temporary folder. */
export function packSample(
  manifest: Readonly<Record<string, unknown>> = {},
  files: Readonly<Record<string, string>> = goodFiles,
): PackedPackage {
  const folder = mkdtempSync(join(tmpdir(), 'jobwright-sample-'));
  writeFiles(folder, { ...files, 'package.json': { ...goodManifest, ...manifest } });
  return {
    manifest: readManifest(folder),
    folder,
    directory: 'packages/sample',
    tarball: new Uint8Array(),
    tarballBytes: 1000,
    unpackedBytes: 3000,
    files: [...Object.keys(files), 'package.json'],
  };
}
