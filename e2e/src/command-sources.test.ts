import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  type ConnectorProject,
  makeConnectorProject,
  toGreeter,
  toGreeting as greeting,
  toManifest,
} from './testing/connector-project.ts';
import { oneLine, runCli, startCli } from './testing/run-cli.ts';

// What compiles sources is not in the image.
let project: ConnectorProject;

beforeAll(async () => {
  project = await makeConnectorProject();
  await project.write({
    'package.json': '{ "private": true, "type": "module" }',
    'node_modules/@acme/connector-greet/package.json': toManifest('@acme/connector-greet'),
    'node_modules/@acme/connector-greet/dist/index.js': toGreeter('acme:greet:1', 'Hello'),
  });
});
afterAll(() => project.remove());

const readTemplate = async (path: string): Promise<object> =>
  JSON.parse(await readFile(join(project.root, path), 'utf8'));

test('connectors run in watch mode beside the one that is worked on', async () => {
  await project.write({
    'own/index.ts': toGreeter('acme:own:1', 'Hi'),
    'own/greeting.bpmn': greeting('acme:greet:1'),
  });
  const parameters = ['own', '--start', 'greeting', '--variables', '{"name": "Ada"}'];
  const cli = startCli(
    ['dev', ...parameters, '--connectors-modules', '@acme/connector-greet'],
    {},
    project.root,
  );
  await vi.waitFor(() => expect(cli.output.stdout).toMatch(/^Completed .*Hello Ada/m));
  cli.process.kill('SIGINT');
  expect((await cli.ended).exitCode).toBe(0);
});

test('templates of packages and of sources are written', async () => {
  await project.write({
    'chat/package.json': '{}',
    'chat/src/index.ts': toGreeter('acme:chat:1', 'Hi', "{ id: 'acme.chat', version: 2 }"),
  });
  const given = ['./chat', '@acme/connector-greet', '--out', 'out'];
  expect(await runCli(['templates', ...given], {}, project.root)).toEqual({
    exitCode: 0,
    stdout: 'Wrote out/chat.json\nWrote out/greet.json\n',
    stderr: '',
  });
  expect(await readTemplate('out/chat.json')).toMatchObject({ id: 'acme.chat', version: 2 });
  expect(await readTemplate('out/greet.json')).toMatchObject({ id: 'acme.greet', version: 1 });
});

test('a source that cannot be compiled is refused with one line', async () => {
  await project.write({ 'wrong.ts': 'const = 1' });
  const refused = await runCli(['templates', './wrong.ts'], {}, project.root);
  expect(refused).toEqual({ exitCode: 2, stdout: '', stderr: oneLine(/wrong\.ts:1:\d+: /) });
});
