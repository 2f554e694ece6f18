import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const NOT_SOURCE = new Set(['dist', 'node_modules', 'test-results']);

const manifestSchema = z.looseObject({
  name: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
  nx: z.looseObject({ tags: z.unknown().optional(), targets: z.unknown().optional() }).default({}),
});

/** A connector package as the rules see it. */
export interface ConnectorPackage {
  /** Name of its folder below `packages/connectors`, e.g. `email`. */
  readonly folder: string;
  readonly manifest: z.output<typeof manifestSchema>;
  /** Paths relative to the package, with `/`. */
  readonly files: ReadonlySet<string>;
  /** Empty when there is no such file. */
  readonly textOf: (file: string) => string;
}

/** @throws Error that names the package when its `package.json` cannot be read */
export function readConnectorPackage(connectorsDirectory: string, folder: string): ConnectorPackage {
  const root = join(connectorsDirectory, folder);
  const files = new Set(listFiles(root));
  const textOf = (file: string): string => (files.has(file) ? readFileSync(join(root, file), 'utf8') : '');
  return { folder, manifest: parseManifest(folder, textOf('package.json')), files, textOf };
}

/** Folders of `packages/connectors` that hold files. */
export function listConnectorFolders(connectorsDirectory: string): readonly string[] {
  return readdirSync(connectorsDirectory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((name) => listFiles(join(connectorsDirectory, name)).length > 0)
    .sort();
}

function parseManifest(folder: string, text: string): ConnectorPackage['manifest'] {
  if (text === '') return manifestSchema.parse({});
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(`packages/connectors/${folder}/package.json cannot be read: correct it`, { cause });
  }
}

function listFiles(directory: string, prefix = ''): string[] {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_SOURCE.has(entry.name)) return [];
    const path = `${prefix}${entry.name}`;
    return entry.isDirectory() ? listFiles(join(directory, entry.name), `${path}/`) : [path];
  });
}
