import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createResourceScope } from '@jobwright/concurrency';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { modelOf, toXml } from '../testing/models.ts';
import { createFolderModels } from './folder-models.ts';

const resources = createResourceScope();
afterAll(() => resources.close());
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'models-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = async (path: string, text: string): Promise<void> => {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), text);
};
const order = {
  processDefinitionKey: '7',
  bpmnProcessId: 'order',
  version: 3,
  tenantId: '<default>',
};
const ask = async (models = createFolderModels({ folders: [folder] }), definition = order) => {
  const model = await models(definition, { resources, signal: new AbortController().signal });
  if (typeof model !== 'object') throw new Error('No model');
  return model.processes.flatMap(({ elements }) => elements.flatMap(({ inputs }) => inputs));
};

test('finds a process in files below the folders, and all of it where several have it', async () => {
  await write('a.bpmn', toXml(modelOf({ x: '{{secrets.1}}' })));
  await write('deep/er/b.bpmn', toXml(modelOf({ x: '{{secrets.2}}' })));
  await write('other.bpmn', toXml(modelOf({ x: '{{secrets.3}}' })).replace('"order"', '"other"'));
  await write('notes.xml', 'no model');
  const sources = (await ask()).map(({ source }) => source);
  expect(sources.sort()).toEqual(['{{secrets.1}}', '{{secrets.2}}']);
});

test('sees files that change, come and go', async () => {
  const models = createFolderModels({ folders: [folder] });
  await expect(ask(models)).rejects.toThrow(/no \.bpmn file in .* has a process order/);
  await write('a.bpmn', toXml(modelOf({ x: '{{secrets.first}}' })));
  expect(await ask(models)).toEqual([{ source: '{{secrets.first}}', target: 'x' }]);
  await write('a.bpmn', toXml(modelOf({ x: '{{secrets.second}}' })));
  expect(await ask(models)).toEqual([{ source: '{{secrets.second}}', target: 'x' }]);
  await rm(join(folder, 'a.bpmn'));
  await expect(ask(models)).rejects.toMatchObject({ code: 'PROCESS_MODEL_REFUSED' });
});

test('names the file or folder that it cannot read', async () => {
  await write('broken.bpmn', '<html>');
  await expect(ask()).rejects.toThrow(/the file .*broken\.bpmn cannot be read/);
  const models = createFolderModels({ folders: [join(folder, 'none')] });
  await expect(ask(models)).rejects.toThrow(/the folder .*none cannot be read/);
});
