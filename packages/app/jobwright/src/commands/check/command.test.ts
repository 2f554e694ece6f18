import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addCheckCommand } from './command.ts';
import { processThrough } from './testing/check-text.ts';

let folder: string;
let output = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwright-check-command-'));
  await writeFile(join(folder, 'a.bpmn'), processThrough('<bpmn:task id="t"/>'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...parameters: readonly string[]): Promise<unknown> {
  output = '';
  const program = new Command('jobwright').exitOverride().configureOutput({ writeErr: () => undefined });
  addCheckCommand(program, {
    environment: {},
    version: '0.0.0',
    node: { version: '20.19.0', range: '>=20.19.0' },
    write: (text) => void (output += text),
    progress: () => undefined,
    stop: new AbortController().signal,
    lastWords: { render: String, clear: () => undefined },
  });
  for (const command of program.commands)
    command.exitOverride().configureOutput({ writeErr: () => undefined });
  await program.parseAsync(['check', ...parameters], { from: 'user' });
  return JSON.parse(output);
}

test('--target may be repeated, before and after the files', async () => {
  const file = join(folder, 'a.bpmn');
  expect(await run('--json', '--target', 'camunda7', file, '--target', 'embedded')).toMatchObject({
    targets: ['camunda7', 'embedded'],
    files: [{ file, countedTargets: ['camunda7', 'embedded'] }],
  });
  expect(await run('--json', file)).toMatchObject({ targets: ['camunda8', 'camunda7', 'embedded'] });
});

test.each([
  ['--target', 'camunda9'],
  ['--cluster-version', '8.1'],
])('%s %s is refused', async (option, value) => {
  await expect(run(folder, option, value)).rejects.toThrow(/invalid/);
});
