import { spawnSync } from 'node:child_process';
import { shellLines } from './shell-lines.ts';

/**
 * Runs shell commands until one fails, the last with `args` at its end; gives the exit code.
 * What they print goes to the terminal.
 */
export function runCommands(
  commands: readonly string[],
  args: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
): number {
  for (const line of shellLines(commands, args)) {
    const { status } = spawnSync(line, {
      shell: true,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    if (status !== 0) return status ?? 1;
  }
  return 0;
}
