import { z } from 'zod';
import { createEngineState } from '../core/engine-state.ts';
import { type EngineSnapshot, toSnapshot } from '../core/snapshot.ts';
import { decodeLine, encodeLine } from './record-text.ts';

const END = 'end';

/**
 * Each part of the snapshot begins with a line of its name and value; the records of a list follow, one a
 * line.
 */
export function* snapshotLines(snapshot: EngineSnapshot): Generator<string> {
  for (const [part, value] of Object.entries(snapshot)) {
    if (!Array.isArray(value)) {
      yield encodeLine([part, value]);
      continue;
    }
    const records: readonly unknown[] = value;
    yield encodeLine([part, []]);
    for (const record of records) yield encodeLine(record);
  }
  yield encodeLine([END, true]);
}

const partSchema = z.tuple([z.string(), z.unknown()]);
/** Checksums say that the records are those that were written: they are not checked again. */
const snapshotSchema = z.custom<Partial<EngineSnapshot>>((value) => typeof value === 'object');

/** Collects a snapshot from its lines. */
export function createSnapshotReader() {
  const parts: Record<string, unknown> = {};
  let list: unknown[] = [];
  let isWhole = false;
  return {
    add(line: string): void {
      const value = decodeLine(line);
      if (!Array.isArray(value)) {
        list.push(value);
        return;
      }
      const [part, content] = partSchema.parse(value);
      if (part === END) isWhole = true;
      else if (Array.isArray(content)) parts[part] = list = [];
      else parts[part] = content;
    },
    /** Undefined when its end is missing. Parts that an older version did not have are empty. */
    snapshot: (): EngineSnapshot | undefined =>
      isWhole ? { ...toSnapshot(createEngineState()), ...snapshotSchema.parse(parts) } : undefined,
  };
}
