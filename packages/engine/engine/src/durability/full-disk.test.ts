import { stringifyJson } from '@jobwright/json';
import { expect, test } from 'vitest';

import { DataDirectoryFullError } from './data-directory-error.ts';
import { createJournalWriter, type JournalFile } from './journal-writer.ts';

interface FakeDisk {
  readonly file: JournalFile;
  readonly content: () => string;
  /** Bytes that still fit. */
  room: number;
}

function createFakeDisk(): FakeDisk {
  let bytes = Buffer.alloc(0);
  const disk: FakeDisk = {
    room: Infinity,
    content: () => bytes.toString(),
    file: {
      path: 'data/journal-0',
      size: 0,
      handle: {
        write(buffer: Buffer, offset: number, length: number, position: number) {
          const fits = Math.min(length, disk.room, 7);
          if (fits <= 0)
            return Promise.reject(
              Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }),
            );
          disk.room -= fits;
          bytes = Buffer.concat([bytes.subarray(0, position), buffer.subarray(offset, offset + fits)]);
          return Promise.resolve({ bytesWritten: fits });
        },
        truncate(length: number) {
          bytes = bytes.subarray(0, length);
          return Promise.resolve();
        },
        datasync: () => Promise.resolve(),
        close: () => Promise.resolve(),
      } as never,
    },
  };
  return disk;
}

const linesIn = (content: string): string[] =>
  content.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

test('a full disk refuses what is new and what waits, keeps all lines in order, and goes on when there is room', async () => {
  const disk = createFakeDisk();
  const failures: string[] = [];
  let recovered = (): void => undefined;
  const recovery = new Promise<void>((resolve) => {
    recovered = resolve;
  });
  const writer = createJournalWriter({
    file: disk.file,
    onFailure: ({ message }) => failures.push(message),
    onRecovery: () => recovered(),
    retryMs: 1,
  });
  writer.add('one');
  await writer.persisted();
  disk.room = 10;
  writer.add('two');
  await expect(writer.persisted()).rejects.toThrow(DataDirectoryFullError);
  await expect(writer.persisted()).rejects.toThrow(/cannot write to data\/journal-0 \(ENOSPC/);
  expect(() => writer.checkOpen()).toThrow(/accepts no commands.*Make room.*goes on by itself/);

  disk.room = Infinity;
  await recovery;
  expect(failures).toHaveLength(1);
  writer.checkOpen();
  writer.add('three');
  await writer.persisted();
  expect(linesIn(disk.content())).toEqual(['one', 'two', 'three']);
  await writer.close();
});

test('lines that are added during a write go together in the next one', async () => {
  const disk = createFakeDisk();
  const writer = createJournalWriter({
    file: disk.file,
    onFailure: () => undefined,
    onRecovery: () => undefined,
  });
  writer.add('0');
  const first = writer.persisted();
  await new Promise((resolve) => setImmediate(resolve));
  for (let n = 1; n < 100; n += 1) writer.add(String(n));
  await writer.persisted();
  await first;
  expect(linesIn(disk.content())).toEqual(Array.from({ length: 100 }, (_, n) => String(n)));
  expect(disk.content().match(/^#/gm)).toHaveLength(2);
  await writer.close();
});

test('lines after a change of the file go to the new one, once those before are written', async () => {
  const [first, second] = [createFakeDisk(), createFakeDisk()];
  const writer = createJournalWriter({
    file: first.file,
    onFailure: () => undefined,
    onRecovery: () => undefined,
  });
  writer.add('a');
  writer.continueIn(second.file);
  writer.add('b');
  await writer.persisted();
  expect([linesIn(first.content()), linesIn(second.content())]).toEqual([['a'], ['b']]);
  await writer.close();
});

test('a close while the disk is full ends', async () => {
  const disk = createFakeDisk();
  disk.room = 0;
  const writer = createJournalWriter({
    file: disk.file,
    onFailure: () => undefined,
    onRecovery: () => undefined,
  });
  writer.add('lost');
  await expect(writer.persisted()).rejects.toThrow(/ENOSPC/);
  await writer.close();
  expect(stringifyJson(linesIn(disk.content()))).toBe('[]');
});
