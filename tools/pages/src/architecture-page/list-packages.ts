import { findPublicPackages } from '@jobwright/checks/package-checks';

/** A package of the workspace, as `docs/architecture.md` shows it. */
export interface WorkspacePackage {
  /** The folder of `packages` it stands in, e.g. `clients`. */
  readonly layer: string;
  /** Relative to the root, e.g. `packages/clients/http-client`. */
  readonly folder: string;
  readonly name: string;
  readonly description: string;
  /** Names of the packages of this workspace that it depends on at run time. */
  readonly dependencies: readonly string[];
}

/** From the ground upwards. */
export const LAYERS = ['sdk', 'clients', 'connectors', 'runtime', 'engine', 'testing', 'app'] as const;

/** @throws Error that names a package in a folder of `packages` that is not a layer */
export function listPackages(workspaceRoot: string): readonly WorkspacePackage[] {
  const found = findPublicPackages(workspaceRoot);
  const names = new Set(found.map(({ manifest }) => manifest.name));
  const listed = found.map(({ directory: folder, manifest }) => ({
    layer: folder.split('/')[1] ?? '',
    folder,
    name: manifest.name,
    description: manifest.description ?? '',
    dependencies: Object.keys(manifest.dependencies).filter((name) => names.has(name)),
  }));
  const stray = listed.find(({ layer }) => !LAYERS.some((each) => each === layer));
  if (stray !== undefined) throw new Error(`${stray.folder} is in no layer: add it to LAYERS or move it`);
  return listed;
}
