import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

interface Kept {
  readonly files: string[];
  changedAt: number;
}

/**
 * Removes the entries of one folder that are older than `keepMs`, and the oldest beyond `maxEntries`. All
 * files of a key go together.
 */
export async function sweepEntries(
  folder: string,
  { keepMs, maxEntries }: { readonly keepMs: number; readonly maxEntries: number },
): Promise<void> {
  const entries = new Map<string, Kept>();
  for (const file of await readdir(folder)) {
    const changed = await stat(join(folder, file)).catch(() => undefined);
    if (changed === undefined) continue;
    const key = file.slice(0, file.indexOf('.'));
    const kept = entries.get(key) ?? { files: [], changedAt: 0 };
    kept.files.push(file);
    kept.changedAt = Math.max(kept.changedAt, changed.mtimeMs);
    entries.set(key, kept);
  }
  const newestFirst = [...entries.values()].sort((one, other) => other.changedAt - one.changedAt);
  const oldest = Date.now() - keepMs;
  for (const [index, { files, changedAt }] of newestFirst.entries()) {
    if (index < maxEntries && changedAt >= oldest) continue;
    // From the last attempt to the first: whoever reads meanwhile begins at the first.
    const latestFirst = files.sort((one, other) => other.localeCompare(one, 'en', { numeric: true }));
    for (const file of latestFirst) await rm(join(folder, file), { force: true });
  }
}
