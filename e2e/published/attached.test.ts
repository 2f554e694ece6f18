import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { restCall } from '../src/testing/rest-call-process.ts';
import { nodeVersions, oldestNode } from './node-versions.ts';
import { findNode, install, release } from './published.ts';
import { runCommand } from './run-command.ts';

test('a connector attached to the client of an application', async () => {
  const wanted = ['connector-http-rest', 'camunda8', 'engine'].map((name) => `@jobwright/${name}`);
  const application = await install('attached', [...wanted, '@camunda8/sdk']);
  await copyFile(join(import.meta.dirname, 'attach-to-client.mjs'), join(application.folder, 'main.mjs'));
  await writeFile(join(application.folder, 'rest-call.bpmn'), restCall());
  for (const version of nodeVersions) {
    const stdout = await runCommand(findNode(version), ['main.mjs'], { cwd: application.folder });
    expect(JSON.parse(stdout)).toMatchObject({
      node: expect.stringMatching(new RegExp(`^${version}`)),
      status: 200,
      seen: 'Bearer t0ken',
    });
  }
});

test("the README's connector compiles in an application that has a zod of its own", async () => {
  const wanted = ['@jobwright/connector-sdk', 'zod', 'typescript@6', '@types/node@20'];
  const { folder: application } = await install('typescript', wanted);
  const readme = await readFile(join(release.root, 'README.md'), 'utf8');
  await writeFile(join(application, 'connector.ts'), /```ts\n(import .*?)```/s.exec(readme)![1]!);
  const compilerOptions = {
    strict: true,
    module: 'NodeNext',
    skipLibCheck: true,
    types: ['node'],
    noEmit: true,
  };
  await writeFile(join(application, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  await runCommand(findNode(oldestNode), ['node_modules/typescript/bin/tsc'], { cwd: application });
});
