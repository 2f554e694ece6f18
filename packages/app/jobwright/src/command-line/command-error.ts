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
  /** What was asked for did not come about: a process did not complete, something is missing, a check failed. */
  FAILED: 1,
  /** What the command was given is wrong: a file, an option, a variable of the environment. */
  WRONG_INPUT: 2,
  /** Something it needs is not there: the cluster, a port. */
  UNAVAILABLE: 3,
  /** An exception that nobody caught has broken the process: its jobs were handed back, and it is to be started again. */
  BROKEN: 4,
} as const;

/** What the command was given is wrong: says what, and what to give. */
export const wrongInputError = (message: string, options?: ErrorOptions): CommandError =>
  new CommandError(ExitCode.WRONG_INPUT, message, options);

/** What `--json` gives on standard error instead of a line. */
export function renderErrorJson(error: unknown): string {
  const message = toErrorMessage(error);
  const code = error instanceof CommandError ? codeOf(error.exitCode) : 'UNEXPECTED';
  return JSON.stringify({ error: { code, message } });
}

const codeOf = (exitCode: number): string =>
  Object.entries(ExitCode).find(([, value]) => value === exitCode)?.[0] ?? 'UNEXPECTED';
