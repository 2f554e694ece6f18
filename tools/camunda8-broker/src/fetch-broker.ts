import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { brokerRelease } from './broker-release.ts';
import { toCacheDirectory } from '@jobwright/local-server';
import { runCommand } from '@jobwright/local-server';
import { withLock } from '@jobwright/local-server';

const downloadTimeoutMs = 15 * 60_000;
const unpackTimeoutMs = 5 * 60_000;
const progressMs = 10_000;
const downloadPrefix = 'download-';

export interface FetchBrokerOptions {
  /** Default: `$JOBWRIGHT_CACHE`, `$XDG_CACHE_HOME/jobwright` or `~/.cache/jobwright`. */
  readonly cacheDirectory?: string;
  /** Gets one line a step. Default: standard error. */
  readonly log?: (line: string) => void;
}

/**
 * The folder of the unpacked broker; downloads it with Maven when it is not in the cache. Safe to call from several
 * processes at once: one downloads, the others wait.
 * @throws Error without Maven or when the download fails
 */
export async function fetchBroker(options: FetchBrokerOptions = {}): Promise<string> {
  const { cacheDirectory = toCacheDirectory(process.env), log = console.error } = options;
  const target = join(cacheDirectory, brokerRelease.directoryName);
  if (await isThere(target)) return target;
  const onWait = (holder: string) => log(`Process ${holder} is fetching the broker already; waiting for it.`);
  await withLock(`${target}.lock`, { timeoutMs: downloadTimeoutMs + unpackTimeoutMs, onWait }, async () => {
    if (!(await isThere(target))) await download({ cacheDirectory, target, log });
  });
  return target;
}

async function download(options: {
  readonly cacheDirectory: string;
  readonly target: string;
  readonly log: (line: string) => void;
}): Promise<void> {
  const { cacheDirectory, target, log } = options;
  await removeBrokenDownloads(cacheDirectory);
  const folder = await mkdtemp(join(cacheDirectory, downloadPrefix));
  const startedAt = performance.now();
  const toSeconds = () => Math.round((performance.now() - startedAt) / 1000);
  const progress = setInterval(() => log(`... still at it after ${toSeconds()} s`), progressMs);
  try {
    log(`Downloading the Camunda 8 broker ${brokerRelease.version} (300 MB) with Maven to ${cacheDirectory}`);
    await copyWithMaven(folder);
    log(`Unpacking it (${toSeconds()} s so far)`);
    await runCommand(
      'tar',
      ['--no-same-owner', '-xzf', join(folder, brokerRelease.archiveName), '-C', folder],
      {
        timeoutMs: unpackTimeoutMs,
        missing: 'The program tar is needed to unpack the broker.',
      },
    );
    await mkdir(cacheDirectory, { recursive: true });
    await rename(join(folder, brokerRelease.directoryName), target);
    log(`The broker is in ${target} (${toSeconds()} s)`);
  } finally {
    clearInterval(progress);
    await rm(folder, { recursive: true, force: true });
  }
}

async function copyWithMaven(folder: string): Promise<void> {
  const args = ['dependency:copy', `-Dartifact=${brokerRelease.artifact}`, `-DoutputDirectory=${folder}`];
  await runCommand('mvn', ['--batch-mode', '--quiet', ...args], {
    timeoutMs: downloadTimeoutMs,
    missing:
      'Maven is needed to download the broker, and there is no "mvn" on the path. Install it (Debian and Ubuntu: apt-get install maven; macOS: brew install maven).',
  });
}

/** Called with the lock held, so nobody else is downloading. */
async function removeBrokenDownloads(cacheDirectory: string): Promise<void> {
  const names = await readdir(cacheDirectory);
  for (const name of names.filter((entry) => entry.startsWith(downloadPrefix))) {
    await rm(join(cacheDirectory, name), { recursive: true, force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}
