import module from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../configuration/environment.ts';

/**
 * Keeps compiled modules for the next start, in `$XDG_CACHE_HOME/jobwright/compiled` or
 * `~/.cache/jobwright/compiled`: nobody else may write there, unlike Node's own default, the folder for
 * temporary files. Does nothing on Node 20, where `NODE_COMPILE_CACHE` or `NODE_DISABLE_COMPILE_CACHE` is
 * set, and where the folder cannot be written, as in the image.
 */
export function keepCompiled({ XDG_CACHE_HOME, NODE_COMPILE_CACHE }: Environment): void {
  // Node 22.1 and later.
  const enable: unknown = Reflect.get(module, 'enableCompileCache');
  if (typeof enable !== 'function' || NODE_COMPILE_CACHE) return;
  try {
    const folder = join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'jobwright', 'compiled');
    Reflect.apply(enable, module, [folder]);
  } catch {
    // Without a home the start takes longer, and that is all.
  }
}
