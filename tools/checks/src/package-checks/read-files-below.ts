import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Each file below a folder, one at a time; links are not followed. */
export function* readFilesBelow(
  folder: string,
): Generator<{ readonly path: string; readonly content: Buffer }> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    yield { path: relative(folder, file), content: readFileSync(file) };
  }
}
