import {
  createRestorableEngineCore,
  type EngineCoreOptions,
  type RestorableEngineCore,
} from '../core/engine-core.ts';
import { createCompaction } from './compaction.ts';
import { DataDirectoryError } from './data-directory-error.ts';
import { listDataFiles, removeOldFiles } from './data-files.ts';
import { lockDirectory } from './directory-lock.ts';
import { createJournalFile } from './journal-file.ts';
import { createJournalWriter } from './journal-writer.ts';
import { prepareDirectory } from './prepare-directory.ts';
import { readDefinitionsAgain } from './read-definitions-again.ts';
import { repeatJournals } from './repeat-journals.ts';
import { type Restored, restoredFrom } from './restored.ts';
import { readSnapshot } from './snapshot-file.ts';
import { createStepRecorder } from './step-recorder.ts';

/** An engine whose state outlasts the process. */
export interface DurableCore {
  readonly core: RestorableEngineCore;
  /** What was in the folder. */
  readonly restored: Restored;
  /**
   * Resolves when everything that has happened up to now is on disk. @throws DataDirectoryFullError when it
   * cannot be written now
   */
  persisted(): Promise<void>;
  /** Leaves a snapshot, so that the next start is quick, and gives the folder free. */
  close(): Promise<void>;
}

type DurableOptions = EngineCoreOptions & { readonly directory: string };

/**
 * Opens an engine on a folder, which is made if it is not there.
 * @throws DataDirectoryError when another process has the folder, or its files cannot be used
 */
export async function openDurableCore(options: DurableOptions): Promise<DurableCore> {
  const { directory } = options;
  await prepareDirectory(directory);
  const unlock = await lockDirectory(directory);
  try {
    return await open(options, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function open(options: DurableOptions, unlock: () => Promise<void>): Promise<DurableCore> {
  const { directory, onWarning = () => undefined, secrets = () => undefined } = options;
  const files = await listDataFiles(directory);
  const found = files.snapshot > 0 ? await readSnapshot(directory, files.snapshot) : undefined;
  const snapshot = found && (await readDefinitionsAgain(found.snapshot));
  let isLive = false;
  const recorder = createStepRecorder({
    clock: options.clock,
    secrets,
    lastKey: () => core.lastKey(),
    append(line) {
      writer.add(line);
      compaction.consider();
    },
    checkOpen: () => writer.checkOpen(),
    onSlowStep: () => compaction.require(),
    onWarning,
  });
  const core: RestorableEngineCore = createRestorableEngineCore({
    ...options,
    clock: recorder.clock,
    secrets: recorder.secrets,
    recorder,
    onWarning: (warning) => isLive && onWarning(warning),
    ...(snapshot && { snapshot }),
  });
  const repeated = await repeatJournals({ core, recorder, directory, onWarning }, files.journals);
  const writer = createJournalWriter({
    file: repeated?.file ?? (await createJournalFile(directory, files.snapshot)),
    onFailure(error) {
      recorder.hold();
      onWarning(error.message);
    },
    onRecovery() {
      onWarning(`The engine can write to ${directory} again, and accepts commands`);
      recorder.release();
    },
  });
  const compaction = createCompaction({
    directory,
    writer,
    number: files.journals.at(-1) ?? files.snapshot,
    snapshotBytes: found?.bytes ?? 0,
    snapshot: () => core.snapshot(),
    onWarning,
  });
  await removeOldFiles(directory, files.snapshot);
  if (repeated?.isAbandoned && !(await compaction.run()))
    throw new DataDirectoryError(`${directory} cannot be written: make room, and start again`);
  core.startCounting();
  const restored = restoredFrom(core.snapshot());
  isLive = true;
  recorder.release();
  return {
    core,
    restored,
    persisted: async () => {
      await writer.persisted();
      await compaction.required();
    },
    async close() {
      recorder.hold();
      core.close();
      await compaction.close();
      await writer.close();
      await unlock();
    },
  };
}
