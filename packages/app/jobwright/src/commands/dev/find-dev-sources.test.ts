import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findDevSources } from './find-dev-sources.ts';

async function makeFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'jobwright-sources-')));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

test('of a .env nothing but secrets counts, and the real environment goes first', async () => {
  const folder = await makeFolder({
    'a.bpmn': '',
    '.env':
      'SECRET_A=1\nSECRET_B=2\nJOBWRIGHT_CONNECTORS_MODULES=./x.mjs\nJOBWRIGHT_NETWORK_MODE=open\nsecret_c=3',
  });
  expect(findDevSources([folder], { SECRET_B: 'real', JOBWRIGHT_NETWORK_MODE: 'hardened' })).toEqual({
    modules: [],
    bpmnFiles: [join(folder, 'a.bpmn')],
    environment: { SECRET_A: '1', SECRET_B: 'real', JOBWRIGHT_NETWORK_MODE: 'hardened' },
    ignored: ['JOBWRIGHT_CONNECTORS_MODULES', 'JOBWRIGHT_NETWORK_MODE', 'secret_c'],
  });
});

test.each([
  [['src/index.ts', 'src/index.js'], ['src/index.ts']],
  [['src/index.js'], ['src/index.js']],
  [['index.ts', 'index.js', 'index.mjs', 'main.js', 'lib/index.js', 'src/index.mjs'], []],
])('of the files %j a folder loads %j', async (files, loaded) => {
  const folder = await makeFolder({ 'a.bpmn': '', ...Object.fromEntries(files.map((file) => [file, ''])) });
  expect(findDevSources([folder], {}).modules).toEqual(loaded.map((file) => join(folder, file)));
});
