import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './running-process.ts';

const pollMs = 200;

/**
 * Runs `run` while holding a lock file that other processes honour. A lock whose holder is gone is taken
 * over.
 * @throws Error when the lock is not free within `timeoutMs`
 */
export async function withLock<Result>(
  path: string,
  options: { readonly timeoutMs: number; readonly onWait?: (holder: string) => void },
  run: () => Promise<Result>,
): Promise<Result> {
  await mkdir(dirname(path), { recursive: true });
  const deadline = performance.now() + options.timeoutMs;
  let isTold = false;
  while (!(await tryLock(path))) {
    const holder = await readHolder(path);
    const isStale = holder !== undefined && !isHeld(holder);
    if (isStale) await removeStaleLock(path);
    if (performance.now() > deadline) {
      throw new Error(`Process ${holder ?? '?'} holds ${path} for too long; end it, or delete the file.`);
    }
    if (isStale) continue;
    if (!isTold) options.onWait?.(holder ?? '?');
    isTold = true;
    await sleep(pollMs);
  }
  try {
    return await run();
  } finally {
    await rm(path, { force: true });
  }
}

async function tryLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** One process at a time removes a stale lock, and looks again first: it may be someone's new lock by now. */
async function removeStaleLock(path: string): Promise<void> {
  const guard = `${path}.takeover`;
  try {
    await mkdir(guard);
  } catch {
    await sleep(pollMs);
    return;
  }
  try {
    const holder = await readHolder(path);
    if (holder !== undefined && !isHeld(holder)) await rm(path, { force: true });
  } finally {
    await rm(guard, { recursive: true, force: true });
  }
}

async function readHolder(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** A file that is still empty belongs to a process between creating and writing it. */
function isHeld(holder: string): boolean {
  const pid = Number(holder);
  return holder === '' || (Number.isInteger(pid) && pid > 0 && isRunning(pid));
}
