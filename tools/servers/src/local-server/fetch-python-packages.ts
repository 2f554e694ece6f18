import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory } from './cache-directory.ts';
import { runCommand } from './run-command.ts';
import { withLock } from './with-lock.ts';

const INSTALL_MS = 10 * 60_000;

/** A folder with packages of PyPI, the first of which names it; they are fetched when the cache does not have them. Safe to call from several processes. */
export async function fetchPythonPackages(packages: readonly [string, ...string[]]): Promise<string> {
  const cache = join(cacheDirectory(process.env), 'python');
  const target = join(cache, packages[0].replace('==', '-'));
  if (existsSync(target)) return target;
  await mkdir(cache, { recursive: true });
  await withLock(`${target}.lock`, { timeoutMs: INSTALL_MS }, async () => {
    if (existsSync(target)) return;
    const folder = await mkdtemp(`${target}.new-`);
    try {
      console.error(`Fetching ${packages.join(', ')} to ${cache}`);
      await runCommand(
        'python3',
        [
          ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--root-user-action=ignore'],
          ...['--target', folder, ...packages],
        ],
        {
          timeoutMs: INSTALL_MS,
          missing: 'Python is not installed. On Debian: apt-get install python3 python3-pip',
        },
      );
      await rename(folder, target);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
  return target;
}
