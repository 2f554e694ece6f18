import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { shellLines } from './shell-lines.ts';

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
  let output = '';
  for (const line of shellLines(commands, args)) {
    const child = spawn(line, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => void (output += text));
    await once(child, 'close');
    if (child.exitCode !== 0) return { code: child.exitCode ?? 1, output };
  }
  return { code: 0, output };
}
