import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import type { JobAtWork } from './job-marks.ts';
import type { WorkJournal } from './mark-book.ts';

/** Each job has a slot of its own in the file, written and cleared by one call without moving the others. */
const SLOT_BYTES = 256;
const FIRST_SLOTS = 256;
const EMPTY = Buffer.alloc(SLOT_BYTES, ' ');

export interface WorkFile extends WorkJournal {
  /** Removes the file: its process ends with no job running. */
  close(): void;
}

/**
 * A file that lists the running jobs. The next process finds what was written, however this one ends. It need
 * not survive a failure of the whole machine, so nothing waits for the disk.
 * @throws Error of the file system
 */
export function openWorkFile(
  path: string,
  { owner, onFailure }: { readonly owner: string; readonly onFailure: (error: unknown) => void },
): WorkFile {
  const fd = openSync(path, 'wx', 0o600);
  const free: number[] = [];
  let slots = FIRST_SLOTS;
  let used = 0;
  const write = (slot: number, bytes: Uint8Array): void => {
    try {
      writeSync(fd, bytes, 0, SLOT_BYTES, (slot + 1) * SLOT_BYTES);
    } catch (error) {
      onFailure(error);
    }
  };
  const header = Buffer.from(EMPTY);
  header.write(owner);
  writeSync(fd, header, 0, SLOT_BYTES, 0);
  // Room on the disk is taken now: later writes overwrite it.
  writeSync(fd, Buffer.alloc(slots * SLOT_BYTES, ' '), 0, slots * SLOT_BYTES, SLOT_BYTES);
  return {
    note(job) {
      const slot = free.pop() ?? used++;
      slots = Math.max(slots, slot + 1);
      write(slot, encodeSlot(job));
      return () => {
        write(slot, EMPTY);
        free.push(slot);
      };
    },
    close() {
      closeSync(fd);
      rmSync(path, { force: true });
    },
  };
}

const encodeSlot = ({ key, type, elementId, alone }: JobAtWork): Buffer => {
  const slot = Buffer.from(EMPTY);
  slot.write([key, alone ? 'alone' : 'beside', type, elementId].map(plain).join('\t'));
  return slot;
};

const plain = (text: string): string => text.replaceAll(/\s/g, '_').slice(0, 70);

export interface FoundWork {
  readonly owner: string;
  readonly jobs: readonly JobAtWork[];
}

/** Reads such a file, whoever wrote it; what makes no sense is left out. */
export function readWorkFile(path: string): FoundWork {
  const bytes = readFileSync(path);
  const slots: string[] = [];
  for (let at = 0; at < bytes.length; at += SLOT_BYTES)
    slots.push(bytes.toString('utf8', at, at + SLOT_BYTES).trim());
  const [owner = '', ...texts] = slots;
  return { owner, jobs: texts.flatMap(decodeSlot) };
}

function decodeSlot(text: string): readonly JobAtWork[] {
  const [key = '', how, type = '', elementId = ''] = text.split('\t');
  if (key === '' || (how !== 'alone' && how !== 'beside')) return [];
  return [{ key, type, elementId, alone: how === 'alone' }];
}
