import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DataDirectoryError } from './data-directory-error.ts';

const ATTEMPTS = 5;

const holderSchema = z.object({
  pid: z.int().positive(),
  /** When the process started, as the system counts it: tells it from a later one with the same number. */
  started: z.string(),
  id: z.string(),
});
type Holder = z.output<typeof holderSchema>;

/** Of the locks that this process has. */
const ownIds = new Set<string>();

/** Empty where the system does not tell, or when there is no such process. */
function startOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name of the process, in brackets, may hold blanks.
    const [, fields = ''] = /\) (.*)$/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8').trim()) ?? [];
    return `${boot} ${fields.split(' ')[19]}`;
  } catch {
    return '';
  }
}

function isAlive({ pid, started, id }: Holder): boolean {
  if (pid === process.pid) return ownIds.has(id);
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Any other error is of a process that is there, and belongs to somebody else.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
  return started === '' || startOf(pid) === started;
}

async function readHolder(
  path: string,
): Promise<{ readonly text: string; readonly holder?: Holder } | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return undefined;
  }
  try {
    return { text, holder: holderSchema.parse(JSON.parse(text)) };
  } catch {
    return { text };
  }
}

async function create(path: string, text: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx', 0o600);
    await handle.writeFile(text);
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Moves away a lock whose process is gone; one that another process has set meanwhile goes back. */
async function removeStale(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomUUID()}.unfinished`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const moved = await readHolder(aside);
  if (moved && moved.text !== text) await create(path, moved.text);
  await rm(aside, { force: true });
}

/**
 * Keeps other processes out of a folder; returns a function that lets them in. The lock of a process that is
 * gone does not count.
 * @throws DataDirectoryError naming the process that has the folder
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, 'lock');
  const id = randomUUID();
  const text = JSON.stringify({ pid: process.pid, started: startOf(process.pid), id } satisfies Holder);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    ownIds.add(id);
    if (await create(path, text))
      return async () => {
        ownIds.delete(id);
        await rm(path, { force: true });
      };
    ownIds.delete(id);
    const found = await readHolder(path);
    if (found?.holder && isAlive(found.holder))
      throw new DataDirectoryError(
        `${directory} is in use by the process ${found.holder.pid}: stop that one, or choose another folder`,
      );
    if (found) await removeStale(path, found.text);
  }
  throw new DataDirectoryError(`${path} cannot be taken: other processes take it at the same time`);
}
