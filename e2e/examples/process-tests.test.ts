import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CoverageSummary } from '@jobwright/process-testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../published/run-command.ts';
import { createInstaller, type Installer } from './install-example.ts';

let installer: Installer;
beforeAll(async () => {
  installer = await createInstaller([
    '@jobwright/process-testing',
    '@jobwright/connector-http-rest',
    '@jobwright/test-servers',
    'jobwright',
  ]);
});
afterAll(() => installer?.remove());

const readCoverage = (cwd: string): CoverageSummary =>
  JSON.parse(readFileSync(join(cwd, 'coverage/processes/coverage.json'), 'utf8')) as CoverageSummary;

test('vitest, with a real connector: the tests of both files add up to full coverage', async () => {
  const { cwd, run } = await installer.install('process-tests-vitest');
  const output = await run('test');
  expect(output).toMatch(/Tests\s+5 passed/);
  expect(output).toContain('Process coverage');
  expect(readCoverage(cwd)).toMatchObject({
    percent: 100,
    processes: [{ processId: 'order', instances: 5 }],
  });
  expect(readFileSync(join(cwd, 'coverage/processes/index.html'), 'utf8')).toContain(
    'charge: passed 5 times',
  );

  const configuration = join(cwd, 'vitest.config.ts');
  const strict = readFileSync(configuration, 'utf8').replace('threshold: 95', 'threshold: 101');
  writeFileSync(configuration, strict);
  await expect(run('test')).rejects.toThrow(
    'Process coverage of all processes is 100.0 %, the threshold is 101 %',
  );
  // The types of the matchers are there for whoever writes tests in TypeScript.
  await runCommand(
    process.execPath,
    [fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url)), '-p', cwd],
    { cwd },
  );
});

test('jest', async () => {
  const { cwd, run } = await installer.install('process-tests-jest');
  await run('test');
  expect(readCoverage(cwd)).toMatchObject({ processes: [{ processId: 'order', instances: 3 }] });
});

test('node:test, where neither servers nor connectors are loaded', async () => {
  const { cwd, run } = await installer.install('process-tests-node');
  for (const unused of ['@grpc', 'fastify', '@jobwright/runtime', '@jobwright/connector-http-rest'])
    rmSync(join(cwd, 'node_modules', unused), { recursive: true });
  const output = await run('test');
  expect(output).toMatch(/pass 3/);
  expect(readCoverage(cwd)).toMatchObject({ processes: [{ processId: 'order', instances: 3 }] });
});

test('JSON test cases, by the command', async () => {
  const { cwd, run } = await installer.install('test-cases');
  const output = await run('test');
  expect(output).toMatch(/\d+ passed/);
  expect(output).not.toMatch(/failed/);
  const file = join(cwd, 'expense-route.test.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"expense-route"/, '"another-decision"'));
  await expect(run('test')).rejects.toThrow('another-decision');
});
