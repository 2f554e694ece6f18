import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type EffectEntry, type EffectLog, RetryableError } from '@jobwright/connector-sdk';
import { isJsonObject, parseJson, stringifyJson } from '@jobwright/json';
import { sweepEntries } from './sweep-entries.ts';

/** Where entries are kept, and for how long. */
export interface FolderEffectLogOptions {
  /** On a disk of this machine, or on a volume that all runtimes share. */
  readonly directory: string;
  /** How long an entry is kept after it was last written, in milliseconds. Default 14 days. */
  readonly keepMs?: number;
  /** How many entries are kept; the oldest go first. Default 100,000. */
  readonly maxEntries?: number;
}

const SHARDS = 256;
const SWEEP_EVERY_MS = 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Keeps each start of an effect in a small file of its own, flushed to disk before the effect happens. Files
 * are only ever created or replaced whole, so several processes can share the folder, and one may be killed
 * at any point.
 */
export function createFolderEffectLog(options: FolderEffectLogOptions): EffectLog {
  const limits = {
    keepMs: options.keepMs ?? 14 * DAY_MS,
    maxEntries: Math.ceil((options.maxEntries ?? 100_000) / SHARDS),
  };
  const sweptAt = new Map<string, number>();

  const locate = (key: string) => {
    const name = createHash('sha256').update(key).digest('hex');
    const folder = join(options.directory, name.slice(0, 2));
    return { folder, toFile: (attempt: number) => join(folder, `${name}.${attempt}.json`) };
  };

  /**
   * Old entries are removed when a new one comes, at most once an hour: no timer, and no work while nothing
   * happens.
   */
  const sweep = (folder: string): void => {
    const now = performance.now();
    if (now - (sweptAt.get(folder) ?? Number.NEGATIVE_INFINITY) < SWEEP_EVERY_MS) return;
    sweptAt.set(folder, now);
    sweepEntries(folder, limits).catch(() => undefined);
  };

  return {
    durable: true,
    find: (key) =>
      orUnavailable(async () => {
        const { toFile } = locate(key);
        let latest: EffectEntry | undefined;
        for (let attempt = 1; ; attempt += 1) {
          const text = await unlessMissing(readFile(toFile(attempt), 'utf8'));
          if (text === undefined) return latest;
          latest = parseEntry(text, attempt);
        }
      }),
    begin: (key, { note, after }) =>
      orUnavailable(async () => {
        const { folder, toFile } = locate(key);
        const entry = { state: 'started', note, attempt: (after?.attempt ?? 0) + 1 } as const;
        if (!(await writeNew(toFile(entry.attempt), entry, folder))) return undefined;
        await syncFolder(folder);
        sweep(folder);
        return entry;
      }),
    end: (key, { attempt }, { state, note }) =>
      orUnavailable(async () => {
        const { folder, toFile } = locate(key);
        const file = toFile(attempt);
        const written = `${file}.${randomUUID()}.tmp`;
        await writeNew(written, { state, note }, folder);
        await rename(written, file);
      }),
  };
}

/** Nobody else can create the same file. Resolves to false when it exists already. */
async function writeNew(path: string, entry: Omit<EffectEntry, 'attempt'>, folder: string): Promise<boolean> {
  const create = () => open(path, 'wx', 0o600);
  try {
    const file = await create().catch(async (error: unknown) => {
      if (!hasCode(error, 'ENOENT')) throw error;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      return create();
    });
    try {
      await file.writeFile(stringifyJson({ state: entry.state, note: entry.note }));
      await file.sync();
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** Without it a power failure may lose the name of a new file. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A process that was killed while it wrote leaves an unreadable file: the effect counts as started. */
function parseEntry(text: string, attempt: number): EffectEntry {
  try {
    const parsed = parseJson(text);
    if (isJsonObject(parsed)) {
      const { state, note } = parsed;
      const known = state === 'done' || state === 'undone' ? state : 'started';
      return { state: known, note: isJsonObject(note) ? note : {}, attempt };
    }
  } catch {
    // Falls through.
  }
  return { state: 'started', note: {}, attempt };
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

const unlessMissing = <Value>(reading: Promise<Value>): Promise<Value | undefined> =>
  reading.catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  });

async function orUnavailable<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason';
    throw new RetryableError({
      code: 'EFFECT_LOG_UNAVAILABLE',
      message: `The folder for effects cannot be used (${reason}): check that it exists, is writable and has room`,
      cause,
    });
  }
}
