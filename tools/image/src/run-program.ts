import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface ProgramOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Longest time it may take. */
  readonly timeoutMs: number;
  /** Shows its progress; what it printed is in the error anyway. */
  readonly isShown?: boolean;
}

/**
 * Runs a program to its end and gives what it printed. @throws Error with the last of what it said, when it
 * fails
 */
export async function runProgram(
  file: string,
  args: readonly string[],
  { cwd, environment = {}, timeoutMs, isShown = false }: ProgramOptions,
): Promise<string> {
  const child = spawn(file, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: timeoutMs,
  });
  let printed = '';
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  if (isShown) child.stderr.pipe(process.stderr);
  if (isShown) child.stdout.pipe(process.stderr);
  const failed = once(child, 'error').then(([error]: unknown[]) => {
    throw new Error(`${file} cannot be started: install it`, { cause: error });
  });
  await Promise.race([once(child, 'close'), failed]);
  failed.catch(() => undefined);
  if (child.exitCode === 0) return printed.trim();
  const last = `${printed}${said}`.trim().split('\n').slice(-25).join('\n');
  throw new Error(`${[file, ...args].join(' ')} ended with ${child.exitCode ?? child.signalCode}:\n${last}`);
}
