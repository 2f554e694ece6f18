import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findCheckFiles, readCheckFile } from './find-check-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-check-files-'));
  for (const name of ['order.bpmn', 'old.bpmn20.xml', 'price.dmn', 'ask.form', 'call.json', 'readme.md'])
    await writeFile(join(folder, name), '<?xml version="1.0" encoding="ISO-8859-1"?>\xe4', 'latin1');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const find = async (...given: readonly string[]) =>
  (await findCheckFiles(given, folder)).map(({ file, kind }) => [file, kind]);

test('a folder means models, forms and templates; a file is found once', async () => {
  expect(await find('.', 'order.bpmn')).toEqual([
    ['ask.form', 'form'],
    ['call.json', 'template'],
    ['old.bpmn20.xml', 'bpmn'],
    ['order.bpmn', 'bpmn'],
    ['price.dmn', 'dmn'],
  ]);
  expect(await find('*.dmn')).toEqual([['price.dmn', 'dmn']]);
});

test.each([
  ['nothing', 'nothing does not exist'],
  ['*.nothing', 'No file matches *.nothing'],
  ['readme.md', 'readme.md is not a .bpmn, .dmn, .form or .json file'],
])('%s is refused', async (given, message) => {
  await expect(find(given)).rejects.toThrow(message);
});

test('Latin letters are read in the encoding that the file declares', async () => {
  const [file] = await findCheckFiles(['order.bpmn'], folder);
  expect(file && (await readCheckFile(file))).toEqual({
    content: '<?xml version="1.0" encoding="ISO-8859-1"?>ä',
  });
});

test('JSON files of a folder that are no templates are passed over', async () => {
  const [named] = await findCheckFiles(['call.json'], folder);
  const found = (await findCheckFiles(['.'], folder)).find(({ kind }) => kind === 'template');
  expect(found && (await readCheckFile(found))).toBeUndefined();
  expect(named && (await readCheckFile(named))).toHaveProperty('content');
});
