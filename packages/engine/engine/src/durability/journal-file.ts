import { open } from 'node:fs/promises';
import { fileHeader, pathOf, readFileHeader, readStart, syncDirectory } from './data-files.ts';
import type { JournalFile } from './journal-writer.ts';
import { readFrames } from './read-frames.ts';

/** A new journal without lines. */
export async function createJournalFile(directory: string, number: number): Promise<JournalFile> {
  const path = pathOf(directory, 'journal', number);
  const handle = await open(path, 'w+', 0o600);
  const header = fileHeader('journal');
  await handle.write(header, 0, header.length, 0);
  await handle.datasync();
  await syncDirectory(directory);
  return { handle, path, size: header.length };
}

/**
 * Opens a journal to read its lines, and to go on in it. A crash while it was made may have left less than
 * its header.
 */
export async function openJournalFile(directory: string, number: number): Promise<JournalFile> {
  const path = pathOf(directory, 'journal', number);
  const handle = await open(path, 'r+');
  const header = fileHeader('journal');
  const start = await readStart(handle);
  if (start.length < header.length && header.subarray(0, start.length).equals(start)) {
    await handle.close();
    return createJournalFile(directory, number);
  }
  try {
    return { handle, path, size: readFileHeader(start, { path, kind: 'journal' }) };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * The lines of a journal that has just been opened; at its end, whether a crash left a part of a last write.
 * That is cut off: nobody was told that it took effect.
 * @throws DataDirectoryError when the journal is damaged elsewhere
 */
export async function* readJournal(file: JournalFile): AsyncGenerator<string, boolean> {
  const frames = readFrames(file.handle, { path: file.path, from: file.size });
  for (;;) {
    const next = await frames.next();
    if (next.done) {
      if (!next.value) return false;
      await file.handle.truncate(file.size);
      await file.handle.datasync();
      return true;
    }
    yield* next.value.lines;
    file.size = next.value.end;
  }
}
