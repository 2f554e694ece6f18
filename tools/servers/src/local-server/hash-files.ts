import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A short name for what is made of these files: another one as soon as one of them changes. */
export function hashFiles(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 12);
}
