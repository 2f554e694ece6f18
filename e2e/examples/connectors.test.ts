import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInstaller, type Installer } from './install-example.ts';

let installer: Installer;
beforeAll(async () => {
  installer = await createInstaller([
    '@jobwright/aws-signature',
    '@jobwright/connector-testing',
    '@jobwright/http-client',
    '@jobwright/test-servers',
    'jobwright',
  ]);
});
afterAll(() => installer?.remove());

test.each(['connector-slack', 'connector-s3'])('%s passes its own checks', async (name) => {
  const example = await installer.install(name);
  expect(await example.run('test')).toMatch(/Tests\s+\d+ passed/);
  for (const script of ['lint', 'typecheck', 'build', 'template']) await example.run(script);
});
