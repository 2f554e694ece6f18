import { type FileHandle, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DataDirectoryError } from './data-directory-error.ts';

/** Of the files in the folder. A version reads this and all earlier ones. */
const FORMAT = 1;
const NAME = /^(journal|snapshot)-(\d{1,15})$/;

type FileKind = 'journal' | 'snapshot';

/** A snapshot and the journals after it: each journal goes on where the one before ends. */
export interface DataFiles {
  /** 0: there is none, the first journal begins with an empty engine. */
  readonly snapshot: number;
  /** Ascending, without gaps. */
  readonly journals: readonly number[];
}

export const pathOf = (directory: string, kind: FileKind, number: number): string =>
  join(directory, `${kind}-${number}`);

const numbersOf = (names: readonly string[], kind: FileKind): readonly number[] =>
  names
    .map((name) => NAME.exec(name))
    .filter((found) => found?.[1] === kind)
    .map((found) => Number(found?.[2]))
    .sort((one, other) => one - other);

/** @throws DataDirectoryError when a file is missing */
export async function listDataFiles(directory: string): Promise<DataFiles> {
  const names = await readdir(directory);
  const snapshot = numbersOf(names, 'snapshot').at(-1) ?? 0;
  const journals = numbersOf(names, 'journal').filter((number) => number >= snapshot);
  for (const [index, number] of journals.entries()) {
    const expected = snapshot + index;
    if (number === expected) continue;
    const missing = pathOf(directory, 'journal', expected);
    throw new DataDirectoryError(`${missing} is missing: restore the folder from a copy`);
  }
  return { snapshot, journals };
}

/** Removes what a newer snapshot has replaced, and what was never finished. */
export async function removeOldFiles(directory: string, snapshot: number): Promise<void> {
  const names = await readdir(directory);
  const old = (['journal', 'snapshot'] as const).flatMap((kind) =>
    numbersOf(names, kind)
      .filter((number) => number < snapshot)
      .map((number) => pathOf(directory, kind, number)),
  );
  const unfinished = names
    .filter((name) => name.endsWith('.unfinished'))
    .map((name) => join(directory, name));
  for (const path of [...old, ...unfinished]) await rm(path, { force: true });
}

/** Makes what was created, renamed or removed in a folder outlast a loss of power. */
export async function syncDirectory(directory: string): Promise<void> {
  // Windows has no such thing.
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export const fileHeader = (kind: FileKind): Buffer => Buffer.from(`jobwright ${kind} format ${FORMAT}\n`);

const LONGEST_HEADER = 100;

/** The first bytes of a file: its header, if it has one. */
export async function readStart(handle: FileHandle): Promise<Buffer> {
  const start = Buffer.alloc(LONGEST_HEADER);
  const { bytesRead } = await handle.read(start, 0, start.length, 0);
  return start.subarray(0, bytesRead);
}

/**
 * The number of bytes of the file's header.
 * @throws DataDirectoryError when the file is of another kind or of a newer version
 */
export function readFileHeader(start: Buffer, { path, kind }: { path: string; kind: FileKind }): number {
  const [line = ''] = start.toString('latin1').split('\n', 1);
  const found = /^jobwright (journal|snapshot) format (\d+)$/.exec(line);
  if (found?.[1] !== kind)
    throw new DataDirectoryError(`${path} is not a ${kind} of Jobwright: restore the folder from a copy`);
  if (Number(found[2]) > FORMAT)
    throw new DataDirectoryError(
      `${path} has the data format ${found[2]}, this version of Jobwright reads up to ${FORMAT}: use the version that wrote it, or a newer one`,
    );
  return line.length + 1;
}
