import type { Environment } from '../configuration/environment.ts';

/** What a command is doing, for who waits for it at a terminal. */
export interface Progress {
  show(text: string): void;
  /** Takes the line away. */
  end(): void;
}

const NO_PROGRESS: Progress = { show: () => undefined, end: () => undefined };

/**
 * One live line on a terminal; plain lines on one that is to show no colours (`NO_COLOR`) or can do nothing else; nothing
 * in a pipe, where nobody waits and the lines of the result are all there is.
 */
export async function createProgress(
  stream: NodeJS.WriteStream,
  environment: Environment,
): Promise<Progress> {
  if (!stream.isTTY) return NO_PROGRESS;
  if (!isLive(environment)) return { ...NO_PROGRESS, show: (text) => void stream.write(`${text}\n`) };
  const { default: createSpinner } = await import('yocto-spinner');
  // Signals are the command's: it may have jobs to end.
  const spinner = createSpinner({ stream, handleSignals: false });
  return {
    show(text) {
      if (spinner.isSpinning) spinner.text = text;
      else spinner.start(text);
    },
    end: () => void spinner.stop(),
  };
}

/** See no-color.org; `CI` and `TERM=dumb` are where the library itself shows no live line. */
const isLive = (environment: Environment): boolean =>
  (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb' && environment['CI'] === undefined;
