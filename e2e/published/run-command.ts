import { execFile } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';

export interface CommandOptions {
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** Runs a command to its end; what it printed is in the error when it fails. */
export async function runCommand(
  file: string,
  args: readonly string[],
  { cwd, environment = {}, timeoutMs = 900_000 }: CommandOptions,
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(file, [...args], {
      cwd,
      env: { ...process.env, ...environment },
      timeout: timeoutMs,
      maxBuffer: 64e6,
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${[file, ...args].join(' ')} failed\n${stdout ?? ''}\n${stderr ?? ''}`, {
      cause: error,
    });
  }
}

/** The environment in which `node`, and so `npm` and every installed command, is this Node. */
export const withNode = (node: string): Readonly<Record<string, string>> => ({
  PATH: [dirname(node), process.env.PATH].join(delimiter),
});

/** npm itself, so that it can be run by any Node. */
export function findNpm(): string {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'npm'))
    .flatMap((path) => {
      try {
        return [realpathSync(path)];
      } catch {
        return [];
      }
    })[0];
  if (found === undefined) throw new Error('There is no npm on the PATH');
  return found;
}
