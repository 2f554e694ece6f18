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
  /** The process did not complete: an incident, a cancellation, or no end in time. */
  PROCESS_FAILED: 1,
  /** What the command was given is wrong: a file, an option, a variable of the environment. */
  WRONG_INPUT: 2,
  /** Something it needs is not there: the cluster, a port. */
  UNAVAILABLE: 3,
} as const;

/** What the command was given is wrong: says what, and what to give. */
export const toWrongInput = (message: string, options?: ErrorOptions): CommandError =>
  new CommandError(ExitCode.WRONG_INPUT, message, options);
