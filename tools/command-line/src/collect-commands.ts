import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What commands printed, and the exit code of the last that ran. */
export interface CollectedRun {
  readonly code: number;
  readonly output: string;
}

/** Runs shell commands until one fails, the last with `args` at its end, and returns what they print. */
export async function collectCommands(
  commands: readonly string[],
  args: readonly string[] = [],
): Promise<CollectedRun> {
  const quoted = args.map((arg) => ` '${arg.replaceAll("'", `'\\''`)}'`).join('');
  let output = '';
  for (const [index, command] of commands.entries()) {
    const line = index === commands.length - 1 ? command + quoted : command;
    const child = spawn(line, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => void (output += text));
    await once(child, 'close');
    if (child.exitCode !== 0) return { code: child.exitCode ?? 1, output };
  }
  return { code: 0, output };
}
