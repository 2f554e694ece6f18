import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { withLock } from './with-lock.ts';

const WAIT_MS = 15 * 60_000;

/**
 * A folder that is kept, such as one of the cache: made with `fill` when it is not there. Other processes
 * wait for it, and nothing is left of what fails.
 */
export async function makeOnce(folder: string, fill: (partial: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  await mkdir(dirname(folder), { recursive: true });
  await withLock(`${folder}.lock`, { timeoutMs: WAIT_MS }, async () => {
    if (existsSync(folder)) return;
    const partial = await mkdtemp(`${folder}.new-`);
    try {
      await fill(partial);
      await rename(partial, folder);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  });
  return folder;
}
