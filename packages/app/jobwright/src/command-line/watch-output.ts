import { writeSync } from 'node:fs';
import { ExitCode } from './command-error.ts';

/** The output streams and the exit code of a process. */
export interface OutputOfProcess {
  readonly stdout: NodeJS.EventEmitter;
  readonly stderr: NodeJS.EventEmitter;
  exitCode?: number | string | null | undefined;
}

/**
 * Keeps a command running when its output cannot be written (a full disk, a closed pipe). If the result is
 * lost, the exit code says so.
 */
export function watchOutput(output: OutputOfProcess): void {
  let isReported = false;
  output.stderr.on('error', () => undefined);
  output.stdout.on('error', (error: Error) => {
    output.exitCode = ExitCode.FAILED;
    if (isReported) return;
    isReported = true;
    try {
      writeSync(2, `jobwright: The result could not be written (${error.message})\n`);
    } catch {
      // Standard error is gone too.
    }
  });
}
