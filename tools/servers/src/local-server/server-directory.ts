import { chmodSync, chownSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SystemUser } from './system-user.ts';

const SHOWN_LINES = 40;

/** A folder of one server alone, which may be read by others: its certificate is. */
export function makeServerDirectory(name: string, user?: SystemUser): string {
  const directory = mkdtempSync(join(tmpdir(), `jobwright-${name}-`));
  chmodSync(directory, 0o755);
  if (user !== undefined) chownSync(directory, user.uid, user.gid);
  return directory;
}

/** A file that only the server may read. */
export function writePrivateFile(path: string, text: string, user?: SystemUser): void {
  writeFileSync(path, text, { mode: 0o600 });
  if (user !== undefined) chownSync(path, user.uid, user.gid);
}

/** The last lines of a log, for messages. */
export function readLogEnd(path: string): string {
  try {
    return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-SHOWN_LINES).join('\n');
  } catch {
    return '(no log)';
  }
}
