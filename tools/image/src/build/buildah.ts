import { join } from 'node:path';
import { runProgram } from '../run-program.ts';

/** buildah with a storage of its own, that works without privileges a container lacks. */
export interface Buildah {
  (args: readonly string[], options?: { readonly cwd?: string; readonly isShown?: boolean }): Promise<string>;
}

const TIMEOUT_MS = 600_000;

export function createBuildah(folder: string): Buildah {
  const storage = ['--root', join(folder, 'storage'), '--runroot', join(folder, 'run')];
  return (args, options = {}) =>
    runProgram('buildah', [...storage, ...args], {
      ...options,
      environment: { BUILDAH_ISOLATION: 'chroot', STORAGE_DRIVER: 'vfs' },
      timeoutMs: TIMEOUT_MS,
    });
}
