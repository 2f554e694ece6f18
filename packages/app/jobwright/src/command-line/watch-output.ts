import { writeSync } from 'node:fs';
import { ExitCode } from './command-error.ts';

/** The part of a process that output goes to. */
export interface OutputOfProcess {
  readonly stdout: NodeJS.EventEmitter;
  readonly stderr: NodeJS.EventEmitter;
  exitCode?: number | string | null | undefined;
}

/** Output that nobody takes (a full disk, a reader that has gone) ends no command; a result that is lost is no success. */
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
      // There is nobody left to tell.
    }
  });
}
