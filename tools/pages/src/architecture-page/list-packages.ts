import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({
  name: z.string(),
  description: z.string(),
  dependencies: z.record(z.string(), z.string()).default({}),
});

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

/** @throws Error that names a folder of `packages` that is not a layer */
export function listPackages(workspaceRoot: string): readonly WorkspacePackage[] {
  const found = readdirSync(join(workspaceRoot, 'packages'));
  const stray = found.find((each) => !LAYERS.some((layer) => layer === each));
  if (stray !== undefined) throw new Error(`packages/${stray} is not a layer: add it to LAYERS or move it`);
  const read = LAYERS.flatMap((layer) =>
    readdirSync(join(workspaceRoot, 'packages', layer))
      .map((name) => `packages/${layer}/${name}`)
      .filter((folder) => existsSync(join(workspaceRoot, folder, 'package.json')))
      .map((folder) => {
        const text = readFileSync(join(workspaceRoot, folder, 'package.json'), 'utf8');
        return { layer, folder, ...manifestSchema.parse(JSON.parse(text)) };
      }),
  );
  const names = new Set(read.map(({ name }) => name));
  return read.map((each) => ({
    ...each,
    dependencies: Object.keys(each.dependencies).filter((name) => names.has(name)),
  }));
}
