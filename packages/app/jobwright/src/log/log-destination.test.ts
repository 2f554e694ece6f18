import { closeSync, openSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createLogDestination, type WriteSync } from './log-destination.ts';

const failure = (code: string) => Object.assign(new Error(code), { code });

/** Takes a few bytes at a time, or fails as it is told. */
function createFile() {
  const file = { text: '', fails: undefined as string | undefined };
  const write: WriteSync = (_fd, bytes) => {
    if (file.fails !== undefined) throw failure(file.fails);
    const part = bytes.subarray(0, 7);
    file.text += Buffer.from(part).toString();
    return part.length;
  };
  return { file, destination: createLogDestination(2, write) };
}

describe('a line', () => {
  test('is written whole, whatever the file takes at a time', () => {
    const { file, destination } = createFile();
    destination.write('a line that is longer\n');
    expect([file.text, destination.dropped]).toEqual(['a line that is longer\n', 0]);
  });

  test.each(['ENOSPC', 'EPIPE', 'EIO', 'EAGAIN', 'EBADF'])(
    'that fails with %s is dropped; the next says how many were',
    (code) => {
      const { file, destination } = createFile();
      file.fails = code;
      destination.write('lost\n');
      destination.write('lost too\n');
      file.fails = undefined;
      destination.write('there\n');
      destination.write('again\n');
      const [told = '', ...lines] = file.text.split('\n');
      expect(JSON.parse(told)).toMatchObject({
        level: 40,
        lines: 2,
        code,
        msg: expect.stringMatching(/were lost/),
      });
      expect(lines).toEqual(['there', 'again', '']);
      expect(destination.dropped).toBe(2);
    },
  );

  test('survives a full disk', () => {
    const full = openSync('/dev/full', 'w');
    onTestFinished(() => closeSync(full));
    const destination = createLogDestination(full);
    destination.write('lost\n');
    expect(destination.dropped).toBe(1);
  });
});
