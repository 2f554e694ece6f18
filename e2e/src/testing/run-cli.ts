import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, inject } from 'vitest';
import { toCommandInImage } from './command-in-image.ts';

const CLI = fileURLToPath(new URL('../../../packages/app/jobwright/dist/cli.js', import.meta.url));

export interface CliRun {
  readonly process: ChildProcess;
  /** All of standard output and standard error so far. */
  readonly output: { stdout: string; stderr: string };
  readonly ended: Promise<{
    readonly exitCode: number | null;
    readonly stdout: string;
    readonly stderr: string;
  }>;
}

/**
 * Starts the built `jobwright` command as a user does, with nothing of this environment but the path; that of
 * the image, where the tests run on one.
 */
export function startCli(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  cwd = process.cwd(),
): CliRun {
  const image = inject('image');
  const { file, parameters, env } =
    image === undefined
      ? {
          file: process.execPath,
          parameters: [CLI, ...args],
          env: { PATH: process.env.PATH, ...environment },
        }
      : toCommandInImage(image, { args, environment, cwd });
  const child = spawn(file, parameters, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const ended = once(child, 'close').then(() => ({ exitCode: child.exitCode, ...output }));
  return { process: child, output, ended };
}

export const runCli = (...parameters: Parameters<typeof startCli>) => startCli(...parameters).ended;

/** One line, for people: what failed and what to do. The log of `start` says before it what starts. */
export const oneLine = (pattern: RegExp) =>
  expect.stringMatching(
    new RegExp(
      String.raw`^(?:\{[^\n]*"msg":"Starting"\}\n)?jobwright: [^\n]*${pattern.source}[^\n]*\n$`,
      pattern.flags,
    ),
  );
