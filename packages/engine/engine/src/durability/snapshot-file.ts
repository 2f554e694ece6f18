import { closeSync, openSync, writeSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import type { EngineSnapshot } from '../core/snapshot.ts';
import { DataDirectoryError } from './data-directory-error.ts';
import { fileHeader, pathOf, readFileHeader, readStart, syncDirectory } from './data-files.ts';
import { encodeFrame } from './frame.ts';
import { readFrames } from './read-frames.ts';
import { createSnapshotReader, snapshotLines } from './snapshot-lines.ts';

const FRAME_CHARACTERS = 1024 * 1024;

function* framesOf(snapshot: EngineSnapshot): Generator<Buffer> {
  let lines: string[] = [];
  let characters = 0;
  for (const line of snapshotLines(snapshot)) {
    lines.push(line);
    characters += line.length;
    if (characters < FRAME_CHARACTERS) continue;
    yield encodeFrame(lines);
    lines = [];
    characters = 0;
  }
  if (lines.length > 0) yield encodeFrame(lines);
}

/** A snapshot that is written but not yet in its place. */
export interface UnfinishedSnapshot {
  readonly bytes: number;
  /** Puts it in its place, for good. */
  finish(): Promise<void>;
}

/** Writes a snapshot at once, without letting the engine go on: it shares records with the engine. */
export function writeSnapshot(
  directory: string,
  number: number,
  snapshot: EngineSnapshot,
): UnfinishedSnapshot {
  const path = pathOf(directory, 'snapshot', number);
  const unfinished = `${path}.unfinished`;
  const file = openSync(unfinished, 'w', 0o600);
  let bytes = 0;
  try {
    const write = (buffer: Buffer): void => {
      for (let done = 0; done < buffer.length;) done += writeSync(file, buffer, done);
      bytes += buffer.length;
    };
    write(fileHeader('snapshot'));
    for (const frame of framesOf(snapshot)) write(frame);
  } finally {
    closeSync(file);
  }
  return {
    bytes,
    async finish() {
      const handle = await open(unfinished, 'r+');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(unfinished, path);
      await syncDirectory(directory);
    },
  };
}

/** @throws DataDirectoryError when the file is damaged, or of a newer version */
export async function readSnapshot(
  directory: string,
  number: number,
): Promise<{ readonly snapshot: EngineSnapshot; readonly bytes: number }> {
  const path = pathOf(directory, 'snapshot', number);
  const file = await open(path, 'r');
  try {
    const from = readFileHeader(await readStart(file), { path, kind: 'snapshot' });
    const reader = createSnapshotReader();
    for await (const { lines } of readFrames(file, { path, from }))
      for (const line of lines) reader.add(line);
    const snapshot = reader.snapshot();
    if (!snapshot) throw new DataDirectoryError(`${path} is cut off: restore the folder from a copy`);
    return { snapshot, bytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}
