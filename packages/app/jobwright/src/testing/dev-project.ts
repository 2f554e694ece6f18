import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const cli = fileURLToPath(new URL('../cli.ts', import.meta.url));
const modules = fileURLToPath(new URL('../../../../../node_modules', import.meta.url));

export interface DevProject {
  save(file: string, content: string): Promise<void>;
  /** Runs `jobwright dev` in the folder; it ends with the test. */
  run(...parameters: string[]): DevRun;
}

export interface DevRun {
  /** All that was printed so far. */
  output(): string;
  /** Resolves to what a printed line matches; each call looks behind the line of the last. */
  line(pattern: RegExp): Promise<string>;
  /** Interrupts it; resolves to its exit code. */
  stop(): Promise<number | null>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<number | null>;
  readonly ended: Promise<number | null>;
}

const PATIENCE_MS = 30_000;

/** Makes a package with the SDK installed. */
export async function makeDevProject(files: Readonly<Record<string, string>>): Promise<DevProject> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'jobwright-dev-')));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const save = async (file: string, content: string): Promise<void> => {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), content);
  };
  await mkdir(join(root, 'node_modules', '@jobwright'), { recursive: true });
  for (const name of ['zod', '@jobwright/connector-sdk']) {
    await symlink(join(modules, name), join(root, 'node_modules', name));
  }
  await save('package.json', '{ "type": "module" }');
  for (const [file, content] of Object.entries(files)) await save(file, content);
  return { save, run: (...parameters) => runDev(root, parameters) };
}

function runDev(root: string, parameters: readonly string[]): DevRun {
  const tsx = join(modules, 'tsx/dist/loader.mjs');
  const child = spawn(
    process.execPath,
    ['--import', tsx, '--conditions=@jobwright/source', cli, 'dev', ...parameters],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const look of [...waiting]) look();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  let seen = 0;
  return {
    ended,
    kill() {
      child.kill('SIGKILL');
      return ended;
    },
    output: () => lines.join('\n'),
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const stopWaiting = (): void => {
          clearTimeout(timer);
          waiting.delete(look);
        };
        const look = (): void => {
          const index = lines.findIndex((line, at) => at >= seen && pattern.test(line));
          if (index === -1) return;
          seen = index + 1;
          stopWaiting();
          resolve(lines[index] ?? '');
        };
        const timer = setTimeout(() => {
          stopWaiting();
          reject(new Error(`No line ${String(pattern)} in:\n${lines.join('\n')}`));
        }, PATIENCE_MS);
        waiting.add(look);
        look();
      }),
    stop() {
      child.kill('SIGINT');
      return ended;
    },
  };
}
