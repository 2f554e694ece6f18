import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const dependencies = z.record(z.string(), z.string()).default({});

const dependencyFields = z.looseObject({
  name: z.string(),
  version: z.string().default('0.0.0'),
  dependencies,
  peerDependencies: dependencies,
  optionalDependencies: dependencies,
  peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().default(false) })).default({}),
});

const manifestSchema = dependencyFields.extend({
  private: z.boolean().default(false),
  license: z.string().optional(),
  description: z.string().optional(),
  keywords: z.array(z.string()).default([]),
  type: z.string().optional(),
  engines: z.object({ node: z.string() }).partial().default({}),
  repository: z.object({ url: z.string(), directory: z.string() }).partial().default({}),
  publishConfig: z.object({ access: z.string() }).partial().default({}),
  exports: z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())])).default({}),
  types: z.string().optional(),
  typesVersions: z.record(z.string(), z.record(z.string(), z.array(z.string()))).default({}),
  bin: z.record(z.string(), z.string()).default({}),
  devDependencies: dependencies,
  nx: z.object({ tags: z.array(z.string()).default([]) }).default({ tags: [] }),
});

export type Dependencies = z.output<typeof dependencyFields>;
export type Manifest = z.output<typeof manifestSchema>;

/** A package of the workspace that goes to the registry. */
export interface PublicPackage {
  readonly manifest: Manifest;
  /** Absolute. */
  readonly folder: string;
  /** From the root of the workspace. */
  readonly directory: string;
}

export const readManifest = (folder: string): Manifest => manifestSchema.parse(readPackageJson(folder));

/** Of any installed package: others write manifests of many shapes. */
export const readDependencies = (folder: string): Dependencies =>
  dependencyFields.parse(readPackageJson(folder));

const readPackageJson = (folder: string): unknown =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Names of everything that is installed with a package. */
export const installedNames = (manifest: Dependencies): readonly string[] => [
  ...Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }),
  ...Object.keys(manifest.peerDependencies).filter(
    (name) => !(manifest.peerDependenciesMeta[name]?.optional ?? false),
  ),
];

const listFolders = (path: string): readonly string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

export function findPublicPackages(workspaceRoot: string): readonly PublicPackage[] {
  const packages = join(workspaceRoot, 'packages');
  return listFolders(packages)
    .flatMap((group) => listFolders(join(packages, group)).map((name) => `packages/${group}/${name}`))
    .filter((directory) => existsSync(join(workspaceRoot, directory, 'package.json')))
    .map((directory) => {
      const folder = join(workspaceRoot, directory);
      return { manifest: readManifest(folder), folder, directory };
    })
    .filter(({ manifest }) => !manifest.private);
}

/**
 * Connectors and the command have versions of their own; all others share that of the platform (`release` in
 * `nx.json`).
 */
export const isIndependent = ({ manifest: { name, nx } }: PublicPackage): boolean =>
  name === 'jobwright' || nx.tags.includes('layer:connectors');
