import { createInterface } from 'node:readline/promises';
import type { Progress } from './progress.ts';

/** The terminal of a person who watches a command. */
export interface Terminal {
  /** Writes a line to standard error, above the progress line. */
  say(line: string): void;
  /** Asks for a line. Absent: standard input is no terminal. */
  readonly ask?: (question: string, signal: AbortSignal) => Promise<string>;
  /** Whether standard output is a terminal too: the result is for a person. */
  readonly showsResult: boolean;
}

export interface TerminalStreams {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

/** `undefined` where standard error is no terminal. */
export function openTerminal(
  { stdin, stdout, stderr }: TerminalStreams,
  progress: Progress,
): Terminal | undefined {
  if (!stderr.isTTY) return undefined;
  const ask = async (question: string, signal: AbortSignal): Promise<string> => {
    progress.end();
    const reader = createInterface({ input: stdin, output: stderr });
    // In raw mode the terminal itself sends no signal.
    reader.on('SIGINT', () => process.emit('SIGINT'));
    try {
      return await reader.question(question, { signal });
    } finally {
      reader.close();
    }
  };
  return {
    say: (line) => void stderr.write(`${line}\n`),
    ...(stdin.isTTY && { ask }),
    showsResult: stdout.isTTY,
  };
}
