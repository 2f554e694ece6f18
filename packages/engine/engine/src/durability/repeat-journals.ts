import { toErrorMessage } from '@jobwright/concurrency/errors';
import type { RestorableEngineCore } from '../core/engine-core.ts';
import { DataDirectoryError } from './data-directory-error.ts';
import { openJournalFile, readJournal } from './journal-file.ts';
import type { JournalFile } from './journal-writer.ts';
import { decodeStep, type StepRecord } from './record-text.ts';
import { repeatStep } from './repeat-step.ts';
import type { StepRecorder } from './step-recorder.ts';

interface Repeating {
  readonly core: RestorableEngineCore;
  readonly recorder: StepRecorder;
  readonly directory: string;
  readonly onWarning: (warning: string) => void;
}

async function repeat({ core, recorder, onWarning }: Repeating, record: StepRecord): Promise<void> {
  try {
    await recorder.repeat(record, () => repeatStep(core, record));
  } catch (error) {
    if (error instanceof DataDirectoryError) throw error;
    // It failed like this when it was recorded, too, and what it did until then counted.
    onWarning(`A recorded command failed again: ${toErrorMessage(error)}`);
  }
}

const divergedError = (path: string, { name }: StepRecord): DataDirectoryError =>
  new DataDirectoryError(
    `${path} cannot be repeated: the command '${name}' has another outcome than it had. It was written by another version of Jobwright, or with other options: start that version with those, and stop it with SIGTERM or Ctrl+C, so that it leaves a snapshot.`,
  );

/**
 * The last journal, to go on in, and whether it must not be gone on in: what follows in it was never
 * acknowledged.
 */
export interface RepeatedJournals {
  readonly file: JournalFile;
  readonly isAbandoned: boolean;
}

/**
 * Does again what one journal says; returns the step from which on it does not count, because its steps were
 * never acknowledged.
 */
async function repeatJournal(
  repeating: Repeating,
  file: JournalFile,
  found: { cutPath?: string; isUncertain: boolean },
): Promise<StepRecord | undefined> {
  const { core } = repeating;
  const lines = readJournal(file);
  for (let next = await lines.next(); ; next = await lines.next()) {
    if (next.done) {
      if (next.value) found.cutPath = file.path;
      return undefined;
    }
    if (found.cutPath !== undefined)
      throw new DataDirectoryError(`${found.cutPath} is cut off: restore the folder from a copy`);
    const record = decodeStep(next.value);
    await repeat(repeating, record);
    found.isUncertain ||= record.slow === true;
    if (core.lastKey() === record.lastKey) continue;
    if (found.isUncertain) return record;
    throw divergedError(file.path, record);
  }
}

/**
 * Does again what the journals say, in order.
 * @throws DataDirectoryError when one is damaged, or what it says has another outcome now
 */
export async function repeatJournals(
  repeating: Repeating,
  numbers: readonly number[],
): Promise<RepeatedJournals | undefined> {
  let file: JournalFile | undefined;
  const found = { isUncertain: false };
  try {
    let uncounted: StepRecord | undefined;
    for (const number of numbers) {
      await file?.handle.close();
      file = await openJournalFile(repeating.directory, number);
      // Steps in a later journal were acknowledged.
      if (uncounted && !(await readJournal(file).next()).done) throw divergedError(file.path, uncounted);
      uncounted ??= await repeatJournal(repeating, file, found);
    }
    if (file && uncounted) return { file, isAbandoned: true };
  } catch (error) {
    await file?.handle.close();
    throw error;
  }
  return file && { file, isAbandoned: false };
}
