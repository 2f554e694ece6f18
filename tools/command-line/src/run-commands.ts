import { spawnSync } from 'node:child_process';

/**
 * Runs shell commands until one fails, the last with `args` at its end; gives the exit code.
 * What they print goes to the terminal.
 */
export function runCommands(
  commands: readonly string[],
  args: readonly string[] = [],
  environment: NodeJS.ProcessEnv = {},
): number {
  const quoted = args.map((arg) => ` '${arg.replaceAll("'", `'\\''`)}'`).join('');
  for (const [index, command] of commands.entries()) {
    const line = index === commands.length - 1 ? command + quoted : command;
    const { status } = spawnSync(line, {
      shell: true,
      stdio: 'inherit',
      env: { ...process.env, ...environment },
    });
    if (status !== 0) return status ?? 1;
  }
  return 0;
}
