import type { Environment } from '../configuration/environment.ts';

/** Shows on a terminal what a command is doing. */
export interface Progress {
  show(text: string): void;
  /** Removes the line. */
  end(): void;
}

const NO_PROGRESS: Progress = { show: () => undefined, end: () => undefined };

/**
 * One live line on a terminal, or plain lines if it shows no colours (`NO_COLOR`) or has no cursor control.
 * Nothing in a pipe, which carries the result only.
 */
export async function createProgress(
  stream: NodeJS.WriteStream,
  environment: Environment,
): Promise<Progress> {
  if (!stream.isTTY) return NO_PROGRESS;
  if (!isLive(environment)) return { ...NO_PROGRESS, show: (text) => void stream.write(`${text}\n`) };
  const { default: createSpinner } = await import('yocto-spinner');
  // The command handles signals itself: it may have jobs to finish.
  const spinner = createSpinner({ stream, handleSignals: false });
  return {
    show(text) {
      if (spinner.isSpinning) spinner.text = text;
      else spinner.start(text);
    },
    end: () => void spinner.stop(),
  };
}

/** See no-color.org. The library itself shows no live line with `CI` or `TERM=dumb`. */
const isLive = (environment: Environment): boolean =>
  (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb' && environment['CI'] === undefined;
