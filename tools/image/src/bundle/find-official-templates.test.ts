import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { COMMAND_FOLDER } from './bundle-command.ts';
import { findOfficialTemplates } from './find-official-templates.ts';

const official = join(
  dirname(createRequire(import.meta.url).resolve('@camunda/connectors-element-templates/package.json')),
  'src/element-templates/http-json-connector.json',
);

async function makeRoot(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'jobwright-root-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  await mkdir(join(root, COMMAND_FOLDER, 'templates'), { recursive: true });
  await writeFile(join(root, COMMAND_FOLDER, 'cli.js'), 'console.log(1)');
  return root;
}

test("an image without the vendor's templates has no findings", async () => {
  expect(findOfficialTemplates(await makeRoot())).toEqual([]);
});

test('a template that sneaks in is found, as a file and inside code', async () => {
  const root = await makeRoot();
  const content = await readFile(official, 'utf8');
  await writeFile(join(root, COMMAND_FOLDER, 'templates', 'rest.json'), content);
  await mkdir(join(root, 'node_modules', 'x'), { recursive: true });
  await writeFile(join(root, 'node_modules', 'x', 'index.js'), `module.exports = ${content}`);
  const findings = findOfficialTemplates(root).join('\n');
  expect(findings).toContain(`${COMMAND_FOLDER}/templates/rest.json is the official template io.camunda`);
  expect(findings).toContain('node_modules/x/index.js has a text of the official templates');
});
