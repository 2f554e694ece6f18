import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withLock } from './with-lock.ts';

let root: string;
let lock: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'with-lock-'));
  lock = join(root, 'deep/er/x.lock');
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

test('one runs at a time, the others wait and then run', async () => {
  let inside = 0;
  let most = 0;
  const onWait = vi.fn();
  const results = await Promise.all(
    [1, 2, 3].map((value) =>
      withLock(lock, { timeoutMs: 15_000, onWait }, async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside -= 1;
        return value;
      }),
    ),
  );
  expect(results).toEqual([1, 2, 3]);
  expect(most).toBe(1);
  expect(onWait).toHaveBeenCalledTimes(2);
  expect(existsSync(lock)).toBe(false);
});

test('the lock is given back when the work fails', async () => {
  await expect(withLock(lock, { timeoutMs: 1000 }, () => Promise.reject(new Error('no')))).rejects.toThrow(
    'no',
  );
  await expect(withLock(lock, { timeoutMs: 1000 }, () => Promise.resolve('yes'))).resolves.toBe('yes');
});

test('a lock whose holder is gone is taken over, by one at a time', async () => {
  const path = join(root, 'x.lock');
  writeFileSync(path, '2147483646');
  let inside = 0;
  const work = async () => {
    inside += 1;
    await new Promise((resolve) => setImmediate(resolve));
    return inside--;
  };
  const runs = [1, 2, 3, 4].map(() => withLock(path, { timeoutMs: 15_000 }, work));
  expect(await Promise.all(runs)).toEqual([1, 1, 1, 1]);
});

test('a lock that stays held is an error that names the holder', async () => {
  const path = join(root, 'x.lock');
  writeFileSync(path, String(process.pid));
  await expect(withLock(path, { timeoutMs: 0 }, () => Promise.resolve())).rejects.toThrow(
    `Process ${process.pid} holds ${path} for too long`,
  );
});
