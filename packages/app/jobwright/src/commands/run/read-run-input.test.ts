import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRunInput } from './read-run-input.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-run-input-'));
  await writeFile(join(folder, 'order.bpmn'), '<bpmn:definitions />');
});
afterAll(() => rm(folder, { recursive: true }));

const read = (file: string, more: { readonly variables?: string } = {}) =>
  readRunInput({
    ...{ file, variables: '{}', resources: undefined, complete: [], flags: {}, environment: {} },
    ...more,
  });

test('reads a file, its variables and the settings', async () => {
  const input = await read(join(folder, 'order.bpmn'), { variables: '{"a": 1}' });
  expect(input).toMatchObject({ content: '<bpmn:definitions />', variables: { a: 1 }, others: [] });
});

test.each([
  ['a folder', () => folder, undefined, /is a folder: give a BPMN file, e\.g\. .*order\.bpmn$/],
  ['a file that is not there', () => join(folder, 'absent.bpmn'), undefined, /Cannot read .*absent\.bpmn/],
  ['variables', () => join(folder, 'absent.bpmn'), '{url:1}', /--variables is not JSON/],
])('refuses %s', async (_, file, variables, message) => {
  const reading = read(file(), variables === undefined ? {} : { variables });
  await expect(reading).rejects.toMatchObject({ exitCode: 2, message: expect.stringMatching(message) });
});
