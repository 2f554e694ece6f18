import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '@jobwright/servers/local-server';
import { expect, onTestFinished, vi } from 'vitest';
import { stringify } from 'yaml';

const CLI = fileURLToPath(new URL('../../../packages/app/jobwright/dist/cli.js', import.meta.url));
const SOON = { timeout: 100_000, interval: 50 };

export interface UnluckyOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly configuration?: object;
  /** Commands of a shell before the service takes its place, such as `ulimit -n 64`. */
  readonly before?: string;
  /** Where its log goes: a file, or a pipe that nobody reads any more. Default: a pipe that is read. */
  readonly log?: '/dev/full' | 'closed pipe';
  /** A module that Node loads first. */
  readonly preload?: string;
}

export interface UnluckyService {
  readonly process: ChildProcess;
  readonly address: string;
  /** Its settings. */
  readonly file: string;
  readonly stderr: () => string;
  readonly ended: Promise<number | null>;
  /** The status of a probe; 0 when nobody answers within ten seconds. */
  probe(path: string): Promise<number>;
  waitUntilReady(): Promise<void>;
}

/** Starts the built command as an operator does, in circumstances that they have not chosen. */
export async function startUnlucky(options: UnluckyOptions): Promise<UnluckyService> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-unlucky-'));
  const port = await findFreePort();
  await writeFile(join(folder, 'jobwright.yaml'), stringify(options.configuration ?? {}));
  await writeFile(join(folder, 'preload.mjs'), options.preload ?? '');
  const redirect = options.log === '/dev/full' ? '2>/dev/full' : '';
  const command = `${options.before ?? ':'}; exec "$0" --import ./preload.mjs "$@" ${redirect}`;
  const parameters = [CLI, 'start', '--config', 'jobwright.yaml', '--http-port', String(port)];
  const child = spawn('bash', ['-c', command, process.execPath, ...parameters], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  if (options.log === 'closed pipe') child.stderr.destroy();
  else child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.resume();
  const ended = once(child, 'close').then(() => child.exitCode);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  });
  const address = `http://127.0.0.1:${port}`;
  const probe = (path: string): Promise<number> =>
    fetch(`${address}${path}`, { signal: AbortSignal.timeout(10_000) }).then(
      ({ status }) => status,
      () => 0,
    );
  return {
    process: child,
    address,
    file: join(folder, 'jobwright.yaml'),
    stderr: () => stderr,
    ended,
    probe,
    waitUntilReady: () => vi.waitFor(async () => expect(await probe('/health/ready')).toBe(200), SOON),
  };
}
