import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import type { SystemUser } from './system-user.ts';

export interface ServerProgram {
  readonly program: string;
  readonly args: readonly string[];
  /** Where it runs. */
  readonly directory: string;
  /** Gets all that it prints. */
  readonly logFile: string;
  /** Its whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly user?: SystemUser | undefined;
}

const PASSED_ON = ['PATH', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR'];

/** What a server gets of our environment: nothing that it would take for its configuration. */
export function serverEnvironment(
  own: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const passed = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(passed), ...own };
}

/** Starts a server in the background and gives its process id. */
export function launchProgram(server: ServerProgram): number {
  const { program, args, directory, logFile, environment, user } = server;
  const log = openSync(logFile, 'a');
  try {
    const child = spawn(program, args, {
      cwd: directory,
      env: environment,
      stdio: ['ignore', log, log],
      // Out of our process group: a Ctrl-C in the terminal is for us, and we stop the server in order.
      detached: true,
      ...(user ?? {}),
    });
    child.on('error', () => undefined);
    child.unref();
    if (child.pid === undefined) throw new Error(`${program} cannot be started.`);
    return child.pid;
  } finally {
    closeSync(log);
  }
}
