import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Connector, isConnector } from '@jobwright/connector-sdk';
import { isJsonObject } from '@jobwright/json';
import type { BuildFailure, Message } from 'esbuild';
import { loadCompiler } from './load-compiler.ts';

/** A module of the user, as loaded. */
export interface DevModule {
  readonly connectors: readonly Connector[];
  /** All source files that it consists of. */
  readonly files: readonly string[];
}

let loads = 0;

/**
 * Loads the current version of a TypeScript or JavaScript module, with all files it imports. Packages are
 * loaded once, and types are not checked.
 * @throws Error with a one-line message: position and problem
 */
export async function loadDevModule(entry: string): Promise<DevModule> {
  const packageRoot = findPackageRoot(entry);
  const outfile = join(packageRoot, 'node_modules', '.jobwright', `dev-${process.pid}-${(loads += 1)}.mjs`);
  const compiler = await loadCompiler(packageRoot);
  const built = await compiler
    .build({
      entryPoints: [entry],
      absWorkingDir: packageRoot,
      outfile,
      bundle: true,
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      sourcemap: 'inline',
      metafile: true,
      write: false,
      logLevel: 'silent',
    })
    .catch((error: unknown) => {
      throw isBuildFailure(error)
        ? new Error(describeBuildError(error.errors[0], packageRoot), { cause: error })
        : error;
    });
  const [output] = built.outputFiles;
  if (output === undefined) throw new Error(`${entry} is empty`);
  const exported = await importText(output.text, outfile);
  const connectors = [...new Set(Object.values(exported).filter(isConnector))];
  if (connectors.length === 0) {
    throw new Error(
      `${relativePath(entry)} does not export a connector: export const x = defineConnector({ ... })`,
    );
  }
  return {
    connectors,
    files: Object.keys(built.metafile.inputs).map((file) => resolve(packageRoot, file)),
  };
}

/**
 * Writes the text to a file in `node_modules` of the package, so that its imports resolve as they do for the
 * sources.
 */
async function importText(text: string, file: string): Promise<Record<string, unknown>> {
  await mkdir(dirname(file), { recursive: true });
  try {
    await writeFile(file, text);
    const exported: unknown = await import(pathToFileURL(file).href);
    return typeof exported === 'object' && exported !== null ? { ...exported } : {};
  } finally {
    await rm(file, { force: true });
  }
}

function findPackageRoot(entry: string): string {
  let folder = dirname(entry);
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) return dirname(entry);
    folder = parent;
  }
  return folder;
}

const isBuildFailure = (error: unknown): error is BuildFailure =>
  error instanceof Error &&
  'errors' in error &&
  Array.isArray(error.errors) &&
  error.errors.every(isJsonObject);

function describeBuildError(message: Message | undefined, packageRoot: string): string {
  if (message === undefined) return 'it cannot be compiled';
  const { location, text } = message;
  if (location === null) return text;
  return `${relativePath(resolve(packageRoot, location.file))}:${location.line}:${location.column + 1}: ${text}`;
}

/** The path relative to the current folder, if it is below it. */
export function relativePath(file: string): string {
  const path = relative(process.cwd(), file);
  return path.startsWith('..') ? file : path;
}
