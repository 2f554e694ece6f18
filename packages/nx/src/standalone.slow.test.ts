import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { copyWorkspace } from './testing/copy-workspace.ts';
import { runCommand, runUntil } from './testing/run-command.ts';

test('a connector made outside the workspace passes its tests, builds, and runs on the embedded engine', async () => {
  const workspace = await copyWorkspace();
  onTestFinished(() => workspace.remove());
  const outside = await mkdtemp(join(tmpdir(), 'jobwright-standalone-'));
  onTestFinished(() => rm(outside, { recursive: true, force: true }));
  await workspace.run(
    'npx nx run-many -t build -p @jobwright/create-connector,@jobwright/bundle,@jobwright/connector-testing',
  );

  const create = join(workspace.root, 'packages/create-connector/dist/cli.js');
  const told = await runCommand(`node ${create} slack`, { cwd: outside });
  expect(told).toContain('cd connector-slack');
  const root = join(outside, 'connector-slack');
  // Instead of npm install: the packages as they are built, through their published entries.
  await symlink(join(workspace.root, 'node_modules'), join(root, 'node_modules'));
  await runCommand('npm test && npm run typecheck && npm run build', { cwd: root });
  const exported = await runCommand(
    `node -e "import('./dist/index.js').then(({ slack }) => console.log(slack.type))"`,
    { cwd: root },
  );
  expect(exported.trim()).toBe('acme:slack:1');
  const jobwright = join(workspace.root, 'packages/bundle/dist/cli.js');
  const completed = await runUntil(`node ${jobwright} dev . --start slack-example --echo`, {
    cwd: root,
    line: /^Completed .*/m,
  });
  expect(completed).toMatch(/"result":\{"id":"1"\}/);

  await expect(runCommand(`node ${create} slack`, { cwd: outside })).rejects.toThrow(
    /create-connector: .*connector-slack is there already and not empty/,
  );
}, 600_000);
