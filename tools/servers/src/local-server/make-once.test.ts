import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { makeOnce } from './make-once.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'jobwright-make-once-'));
  onTestFinished(() => rm(root, { recursive: true }));
});

test('a folder is filled once, whoever asks at the same time', async () => {
  let filled = 0;
  const fill = async (partial: string) => {
    filled += 1;
    await writeFile(join(partial, 'a.jar'), 'content');
  };
  const folder = join(root, 'cache/jars');
  const asked = await Promise.all([makeOnce(folder, fill), makeOnce(folder, fill)]);
  expect([asked, filled]).toEqual([[folder, folder], 1]);
  expect(await readFile(join(folder, 'a.jar'), 'utf8')).toBe('content');
});

test('what fails leaves nothing, and is made by the next', async () => {
  const folder = join(root, 'jars');
  await expect(makeOnce(folder, () => Promise.reject(new Error('No network')))).rejects.toThrow('No network');
  expect(await readdir(root)).toEqual([]);
  await makeOnce(folder, async () => {});
  expect(await readdir(root)).toEqual(['jars']);
});
