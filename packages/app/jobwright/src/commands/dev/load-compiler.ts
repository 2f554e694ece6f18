import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { build } from 'esbuild';

export interface Compiler {
  readonly build: typeof build;
}

/**
 * The esbuild of the user's project, else the one beside this command, which does not bring it: only `dev`
 * compiles.
 *
 * @throws Error with one line that says how to install it
 */
export async function loadCompiler(packageRoot: string): Promise<Compiler> {
  const file = findCompiler(join(packageRoot, 'package.json')) ?? findCompiler(import.meta.url);
  if (file === undefined) {
    throw new Error(
      `Sources are compiled by esbuild, which is not installed: run npm install --save-dev esbuild in ${packageRoot}, ` +
        'or build them and give the result to --connectors-modules',
    );
  }
  const loaded: unknown = await import(pathToFileURL(file).href);
  if (isCompiler(loaded)) return loaded;
  throw new Error(`${file} is not esbuild: install esbuild 0.25 or newer`);
}

function findCompiler(from: string): string | undefined {
  try {
    return createRequire(from).resolve('esbuild');
  } catch {
    return undefined;
  }
}

const isCompiler = (loaded: unknown): loaded is Compiler =>
  typeof loaded === 'object' && loaded !== null && 'build' in loaded && typeof loaded.build === 'function';
