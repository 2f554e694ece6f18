import { join } from 'node:path';
import { cacheDirectory } from './cache-directory.ts';
import { makeOnce } from './make-once.ts';
import { runCommand } from './run-command.ts';

const INSTALL_MS = 10 * 60_000;

/**
 * A folder with packages of PyPI, the first of which names it; they are fetched when the cache does not have
 * them. Safe to call from several processes.
 */
export async function fetchPythonPackages(packages: readonly [string, ...string[]]): Promise<string> {
  const target = join(cacheDirectory(process.env), 'python', packages[0].replace('==', '-'));
  return makeOnce(target, async (folder) => {
    console.error(`Fetching ${packages.join(', ')} to ${target}`);
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
  });
}
