import { type ChildProcess, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Nx must neither talk to a daemon of the real workspace nor take over the settings of the run around it. */
const cleanEnvironment: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(NX_|VITEST|npm_|NODE_OPTIONS|FORCE_COLOR|NODE_ENV|TEST$|GITHUB_|ACTIONS_|RUNNER_)/.test(name),
    ),
  ),
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  NO_COLOR: '1',
  CI: 'true',
};

export interface CommandOptions {
  readonly cwd: string;
  /** Looked at before the `PATH`. */
  readonly path?: string;
  /** Added to that of this process, which is cleaned of what the run around it set. */
  readonly environment?: Readonly<Record<string, string>>;
}

const start = (command: string, { cwd, path, environment = {} }: CommandOptions) =>
  spawn('bash', ['-ec', command], {
    cwd,
    env: {
      ...cleanEnvironment,
      ...environment,
      PATH: `${path === undefined ? '' : `${path}:`}${cleanEnvironment['PATH'] ?? ''}`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });

/** The command and all it started. */
function stop({ pid, exitCode, signalCode }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, signal);
}

/** Runs commands to their end; rejects with all they printed when one fails. */
export async function runCommand(command: string, options: CommandOptions): Promise<string> {
  const child = start(command, options);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const timer = setTimeout(() => stop(child, 'SIGKILL'), COMMAND_MS);
  void ended.then(() => clearTimeout(timer));
  const [output, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (status === 0) return output + errors;
  throw new Error(`${command} failed (${status}):\n${output}\n${errors}`);
}

const COMMAND_MS = 1_800_000;
const PATIENCE_MS = 60_000;

/**
 * Runs a command that does not end by itself until it prints a line, then interrupts it as Ctrl+C does; gives
 * the line.
 */
export async function runUntil(
  command: string,
  { line, ...options }: CommandOptions & { readonly line: RegExp },
): Promise<string> {
  const child = start(command, options);
  const ended = new Promise((resolve) => child.once('close', resolve));
  let printed = '';
  try {
    return await new Promise<string>((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`${command} ${why}:\n${printed}`));
      const timer = setTimeout(() => fail('did not print what was expected'), PATIENCE_MS);
      void ended.then(() => {
        clearTimeout(timer);
        fail('ended');
      });
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          printed += chunk.toString();
          const found = line.exec(printed)?.[0];
          if (found === undefined) return;
          clearTimeout(timer);
          resolve(found);
        });
      }
    });
  } finally {
    stop(child, 'SIGINT');
    const timer = setTimeout(() => stop(child, 'SIGKILL'), 15_000);
    await ended;
    clearTimeout(timer);
  }
}
