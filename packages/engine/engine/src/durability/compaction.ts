import { rm } from 'node:fs/promises';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import type { EngineSnapshot } from '../core/snapshot.ts';
import { fileHeader, pathOf, removeOldFiles } from './data-files.ts';
import { createJournalFile } from './journal-file.ts';
import type { JournalWriter } from './journal-writer.ts';
import { writeSnapshot } from './snapshot-file.ts';

/** Below this a journal is not worth a snapshot. */
const MIN_JOURNAL_BYTES = 16 * 1024 * 1024;

/**
 * Replaces the journals by a snapshot when they have grown, so that neither the folder nor the time to start
 * grows on.
 */
export interface Compaction {
  /** To be called after each step. */
  consider(): void;
  /** Makes a snapshot although the journal is short; nothing up to now is acknowledged before it is there. */
  require(): void;
  /** Resolves when the snapshot that was required is there, or has failed. */
  required(): Promise<unknown>;
  /** Makes a snapshot now; returns whether it could. Without it the journals are kept. */
  run(): Promise<boolean>;
  /** Leaves a last snapshot if anything has happened since the one before. */
  close(): Promise<void>;
}

export interface CompactionOptions {
  readonly directory: string;
  readonly writer: JournalWriter;
  /** Of the newest journal. */
  readonly number: number;
  /** Of the newest snapshot. */
  readonly snapshotBytes: number;
  readonly snapshot: () => EngineSnapshot;
  readonly onWarning: (warning: string) => void;
}

export function createCompaction(options: CompactionOptions): Compaction {
  const { directory, writer, snapshot, onWarning } = options;
  let { number } = options;
  let maxJournalBytes = Math.max(MIN_JOURNAL_BYTES, options.snapshotBytes);
  let running: Promise<boolean> | undefined;
  let required: Promise<boolean> | undefined;

  const make = async (): Promise<boolean> => {
    const next = number + 1;
    const unfinishedPath = `${pathOf(directory, 'snapshot', next)}.unfinished`;
    try {
      const file = await createJournalFile(directory, next);
      number = next;
      // From here to the next await no step can come between the snapshot and the new journal.
      writer.continueIn(file);
      const unfinished = writeSnapshot(directory, next, snapshot());
      maxJournalBytes = Math.max(MIN_JOURNAL_BYTES, unfinished.bytes);
      await unfinished.finish();
      await removeOldFiles(directory, next);
      return true;
    } catch (error) {
      await rm(unfinishedPath, { force: true }).catch(() => undefined);
      // Not tried again with each step.
      maxJournalBytes = writer.size() + MIN_JOURNAL_BYTES;
      onWarning(
        `No snapshot could be written to ${directory}, its journal grows on: ${toErrorMessage(error)}`,
      );
      return false;
    }
  };
  const run = (): Promise<boolean> =>
    (running ??= make().finally(() => {
      running = undefined;
    }));

  return {
    consider() {
      if (!running && writer.size() > maxJournalBytes) void run();
    },
    require() {
      // One that is under way may have been taken before the step.
      required = running?.then(run) ?? run();
    },
    required: () => required ?? Promise.resolve(),
    run,
    async close() {
      await running;
      const isWritten = await writer.persisted().then(
        () => true,
        () => false,
      );
      if (isWritten && writer.size() > fileHeader('journal').length) await run();
    },
  };
}
