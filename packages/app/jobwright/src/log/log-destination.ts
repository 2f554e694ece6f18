import { writeSync } from 'node:fs';

/** Where log lines are written. */
export interface LogDestination {
  write(line: string): void;
  /** Number of lines that could not be written since the start. */
  readonly dropped: number;
}

/** A line may wait for a slow reader for as long as all these attempts take. */
const TRIES = 20;
const PAUSE_MS = 5;

/**
 * Writes each line immediately, so that the last one is there when the process dies. A line that cannot be
 * written (a full disk, a closed pipe) is dropped and counted, and reported before the next one that can be
 * written. Logging never ends the service.
 */
export function createLogDestination(fd: number, write: WriteSync = writeSync): LogDestination {
  let dropped = 0;
  let unreported = 0;
  let lastCode = '';

  const reportDropped = (): void => {
    if (unreported === 0) return;
    const fields = { level: 40, time: Date.now(), name: 'jobwright', lines: unreported, code: lastCode };
    writeAll(`${JSON.stringify({ ...fields, msg: 'Log lines were lost: they could not be written' })}\n`);
    unreported = 0;
  };
  const writeAll = (text: string): void => {
    let rest = Buffer.from(text);
    for (let tries = unreported === 0 ? TRIES : 1; rest.length > 0;) {
      try {
        rest = rest.subarray(write(fd, rest));
      } catch (error) {
        tries -= 1;
        if (codeOf(error) !== 'EAGAIN' || tries <= 0) throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
      }
    }
  };

  return {
    write(line) {
      try {
        reportDropped();
        writeAll(line);
      } catch (error) {
        dropped += 1;
        unreported += 1;
        lastCode = codeOf(error);
      }
    },
    get dropped() {
      return dropped;
    },
  };
}

export type WriteSync = (fd: number, text: Uint8Array) => number;

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';
