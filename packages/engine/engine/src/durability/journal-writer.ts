import type { FileHandle } from 'node:fs/promises';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { DataDirectoryFullError } from './data-directory-error.ts';
import { encodeFrame } from './frame.ts';

const RETRY_MS = 500;

/** A file that grows by whole frames. */
export interface JournalFile {
  readonly handle: FileHandle;
  readonly path: string;
  /** Bytes that are valid. */
  size: number;
}

/**
 * Writes lines in the order in which they were added; those that were added during a write go together in the
 * next one.
 */
export interface JournalWriter {
  add(line: string): void;
  /**
   * Resolves when all lines up to now are on disk. @throws DataDirectoryFullError when they cannot be written
   * now
   */
  persisted(): Promise<void>;
  /** @throws DataDirectoryFullError while lines cannot be written */
  checkOpen(): void;
  /** Lines added from now on go to another file. */
  continueIn(file: JournalFile): void;
  /** Bytes in the newest file. */
  size(): number;
  /** Writes what is left, if it can, and closes the files. */
  close(): Promise<void>;
}

interface Batch {
  readonly file: JournalFile;
  readonly lines: string[];
  readonly written: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export interface JournalWriterOptions {
  readonly file: JournalFile;
  /** Called when lines cannot be written, once until they can again. */
  readonly onFailure: (error: DataDirectoryFullError) => void;
  readonly onRecovery: () => void;
  /** Between two attempts to write; default 500. */
  readonly retryMs?: number;
}

export function createJournalWriter(options: JournalWriterOptions): JournalWriter {
  const { file, onFailure, onRecovery, retryMs = RETRY_MS } = options;
  let current = file;
  const batches: Batch[] = [];
  let failure: DataDirectoryFullError | undefined;
  let working: Promise<void> | undefined;
  let retryTimer: NodeJS.Timeout | undefined;
  let retryNow: (() => void) | undefined;
  let isClosing = false;

  const createBatch = (): Batch => {
    let resolve = (): void => undefined;
    let reject = (_error: Error): void => undefined;
    const written = new Promise<void>((onResolved, onRejected) => {
      resolve = onResolved;
      reject = onRejected;
    });
    // Who asks for it later hears of a failure all the same.
    written.catch(() => undefined);
    return { file: current, lines: [], written, resolve, reject };
  };
  const waitToRetry = (): Promise<void> =>
    new Promise((resolve) => {
      retryNow = resolve;
      retryTimer = setTimeout(resolve, retryMs);
      retryTimer.unref();
      if (isClosing) resolve();
    });
  const fail = (batch: Batch, error: unknown): void => {
    const isFirst = failure === undefined;
    failure = new DataDirectoryFullError(
      `The engine accepts no commands, because it cannot write to ${batch.file.path} (${toErrorMessage(error)}). Make room or correct the access: it goes on by itself then.`,
      { cause: error },
    );
    for (const waiting of batches) waiting.reject(failure);
    if (isFirst) onFailure(failure);
  };
  const write = async (batch: Batch, frame: Buffer): Promise<void> => {
    const { file } = batch;
    if (failure) await file.handle.truncate(file.size);
    let done = 0;
    while (done < frame.length) {
      const { bytesWritten } = await file.handle.write(frame, done, frame.length - done, file.size + done);
      done += bytesWritten;
    }
    await file.handle.datasync();
    file.size += frame.length;
  };
  const closeUnused = (file: JournalFile): void => {
    if (file !== current && batches.every((batch) => batch.file !== file)) void file.handle.close();
  };
  const writeAll = async (): Promise<void> => {
    for (let batch = batches[0]; batch; batch = batches[0]) {
      // From here on the lines are fixed: later ones make the next batch.
      const frame = encodeFrame(batch.lines);
      if (batches.length === 1) batches.push(createBatch());
      for (;;) {
        try {
          await write(batch, frame);
          break;
        } catch (error) {
          fail(batch, error);
          if (isClosing) return;
          await waitToRetry();
        }
      }
      batches.shift();
      batch.resolve();
      if (batches[0]?.lines.length === 0) batches.shift();
      closeUnused(batch.file);
      if (failure) {
        failure = undefined;
        onRecovery();
      }
    }
  };
  const work = (): void => {
    working ??= new Promise<void>((resolve) => {
      // Commands of the same moment are written together.
      setImmediate(() => {
        void writeAll().finally(() => {
          working = undefined;
          resolve();
          // Whoever waited for the last batch may have added to the next one just now.
          if (batches.length > 0 && !failure) work();
        });
      });
    });
  };

  return {
    add(line) {
      let batch = batches.at(-1);
      if (!batch || batch.file !== current) batches.push((batch = createBatch()));
      batch.lines.push(line);
      work();
    },
    persisted() {
      if (failure) return Promise.reject(failure);
      const last = batches.findLast(({ lines }) => lines.length > 0);
      return last ? last.written : Promise.resolve();
    },
    checkOpen() {
      if (failure) throw failure;
    },
    continueIn(next) {
      const before = current;
      current = next;
      closeUnused(before);
    },
    size: () => current.size,
    async close() {
      isClosing = true;
      clearTimeout(retryTimer);
      retryNow?.();
      while (working) await working;
      await current.handle.close();
    },
  };
}
