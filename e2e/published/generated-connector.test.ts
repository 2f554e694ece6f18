import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { runUntil } from '@jobwright/suites/workspace-copy';
import { expect, onTestFinished, test } from 'vitest';
import { newestNode, nodeVersions, oldestNode } from './node-versions.ts';
import { command, findNode, folder, install, runNpm } from './published.ts';
import { runService } from './run-service.ts';

/** Each test goes on where the one before ended: make, check, run, publish, install, load. */
const parent = join(folder, 'generated');
const root = join(parent, 'connector-slack');
const npm = (...args: readonly string[]) => runNpm('npm', args, { cwd: root });

test('is made by npm create in an empty folder', async () => {
  await mkdir(parent);
  const create = ['create', '--yes', '@jobwright/connector@latest', 'slack', '--', '--scope', '@acme'];
  const told = await runNpm('npm', create, { cwd: parent });
  expect(told).toContain('cd connector-slack');
  await expect(runNpm('npm', create, { cwd: parent })).rejects.toThrow(
    /^create-connector: .*connector-slack already exists and is not empty/m,
  );
  await npm('install', '--engine-strict', '--no-audit', '--no-fund', '--loglevel=error');
});

test('passes its own checks, untouched', async () => {
  for (const script of ['lint', 'typecheck', 'test', 'build']) await npm('run', script);
  await runNpm('npm', ['test'], { cwd: root, nodeVersion: newestNode });
});

test.each([oldestNode, newestNode])(
  'runs on the embedded engine by one command on Node %s',
  async (version) => {
    const path = dirname(findNode(version));
    const completed = await runUntil('npm run dev', { cwd: root, path, line: /^Completed .*/m });
    expect(completed).toMatch(/"result":\{"id":"1"\}/);
  },
);

test('is published with its element template and without its tests', async () => {
  await npm('publish', '--access', 'public');
  const { folder: installed } = await install('alone/@acme/connector-slack', ['@acme/connector-slack']);
  const files = await readdir(join(installed, 'node_modules/@acme/connector-slack'), { recursive: true });
  expect(files).toEqual(expect.arrayContaining(['README.md', 'dist/index.js', 'dist/index.d.ts']));
  expect(files.filter((file) => /test|\.env|^src/.test(file))).toEqual([]);
  const template = join(installed, 'node_modules/@acme/connector-slack/element-templates/slack.json');
  expect(JSON.parse(await readFile(template, 'utf8'))).toMatchObject({
    id: 'acme.slack',
    properties: expect.arrayContaining([expect.objectContaining({ value: 'acme:slack:1' })]),
  });
});

const service = join(folder, 'service');

test('is installed beside the command', async () => {
  for (const part of ['package.json', 'package-lock.json', 'node_modules'])
    await cp(join(command.folder, part), join(service, part), { recursive: true, verbatimSymlinks: true });
  const added = ['install', '--engine-strict', '--no-audit', '--no-fund', '@acme/connector-slack'];
  await runNpm('npm', added, { cwd: service });
});

test.each(nodeVersions)('is loaded by the command as it is on Node %s', async (version) => {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: request.headers.authorization }));
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  const variables = await runService(
    {
      folder: service,
      node: findNode(version),
      args: ['--connectors-modules', '@acme/connector-slack'],
      secrets: { SLACK_TOKEN: 't0ken' },
    },
    {
      bpmnProcessId: 'slack-example',
      model: await readFile(join(root, 'example.bpmn'), 'utf8'),
      variables: { echoUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    },
  );
  expect(variables).toMatchObject({ result: { id: 'Bearer t0ken' } });
});
