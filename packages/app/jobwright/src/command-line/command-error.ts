import { toErrorMessage } from '@jobwright/concurrency';

/** Ends the command with one line on standard error. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly exitCode: number;

  constructor(exitCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

export const ExitCode = {
  /** The request failed: a process did not complete, something is missing, a check failed. */
  FAILED: 1,
  /** The input is wrong: a file, an option, an environment variable. */
  WRONG_INPUT: 2,
  /** Something required is unavailable: the cluster, a port. */
  UNAVAILABLE: 3,
  /** An uncaught exception broke the process: its jobs were handed back. Start it again. */
  BROKEN: 4,
} as const;

/** The input is wrong. The message says what is wrong and what to give instead. */
export const wrongInputError = (message: string, options?: ErrorOptions): CommandError =>
  new CommandError(ExitCode.WRONG_INPUT, message, options);

/** The line that `--json` prints to standard error. */
export function renderErrorJson(error: unknown): string {
  const message = toErrorMessage(error);
  const code = error instanceof CommandError ? codeOf(error.exitCode) : 'UNEXPECTED';
  return JSON.stringify({ error: { code, message } });
}

const codeOf = (exitCode: number): string =>
  Object.entries(ExitCode).find(([, value]) => value === exitCode)?.[0] ?? 'UNEXPECTED';
