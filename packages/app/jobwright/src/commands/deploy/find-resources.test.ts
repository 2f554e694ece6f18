import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findResources } from './find-resources.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-resources-'));
  const files = [
    'order.bpmn',
    'models/rules.dmn',
    'models/ask.form',
    'models/order.BPMN',
    'models/readme.md',
    'models/node_modules/x/other.bpmn',
    'models/.hidden/other.bpmn',
    'empty/readme.md',
  ];
  for (const file of files) {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await writeFile(join(folder, file), file);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const find = async (...given: readonly string[]) => {
  const found = await findResources(given, { from: folder });
  return found.map(({ file, name }) => [file, name]);
};

test('a folder means the files a cluster takes, but for packages and hidden ones', async () => {
  expect(await find('models')).toEqual([
    ['models/ask.form', 'ask.form'],
    ['models/order.BPMN', 'order.BPMN'],
    ['models/rules.dmn', 'rules.dmn'],
  ]);
});

test('a pattern, a file by its whole path, and no file twice', async () => {
  expect(await find('**/*.dmn', join(folder, 'models/rules.dmn'), 'models/*.form')).toEqual([
    ['models/rules.dmn', 'rules.dmn'],
    ['models/ask.form', 'ask.form'],
  ]);
  expect(await find(`${folder}/*.bpmn`)).toEqual([['order.bpmn', 'order.bpmn']]);
});

test('two files of one name keep their folders', async () => {
  await mkdir(join(folder, 'other'), { recursive: true });
  await writeFile(join(folder, 'other/order.bpmn'), 'other');
  expect(await find('order.bpmn', 'other')).toEqual([
    ['order.bpmn', 'order.bpmn'],
    ['other/order.bpmn', 'other/order.bpmn'],
  ]);
});

test.each([
  ['absent.bpmn', /absent\.bpmn does not exist: give files/],
  ['empty', /empty contains no \.bpmn, \.dmn, \.form file/],
  ['none/*.bpmn', /No file matches none\/\*\.bpmn/],
])('%s is refused', async (given, message) => {
  await expect(find(given)).rejects.toThrow(message);
});
