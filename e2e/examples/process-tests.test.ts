import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CoverageSummary } from '@jobwright/process-testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { findNpm, runCommand } from '../published/run-command.ts';
import { packPackages } from './pack-packages.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'jobwright-examples-'));
let files: Readonly<Record<string, string>> = {};

const manifestSchema = z.looseObject({
  dependencies: z.record(z.string(), z.string()).optional(),
  devDependencies: z.record(z.string(), z.string()),
});

beforeAll(async () => {
  files = await packPackages(
    ['@jobwright/process-testing', '@jobwright/connector-http-rest', '@jobwright/test-servers', 'jobwright'],
    join(folder, 'packed'),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of an example, as somebody has it who installed our packages. */
async function installExample(name: string): Promise<string> {
  const cwd = join(folder, name);
  cpSync(join(examples, name), cwd, {
    recursive: true,
    filter: (path) => !/node_modules|\/coverage/.test(path.slice(examples.length)),
  });
  const path = join(cwd, 'package.json');
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const ours = Object.fromEntries(Object.entries(files).map(([own, file]) => [own, `file:${file}`]));
  const others = Object.entries(manifest.devDependencies).filter(([own]) => !(own in files));
  writeFileSync(
    path,
    JSON.stringify({ ...manifest, devDependencies: { ...Object.fromEntries(others), ...ours } }),
  );
  await runCommand(
    process.execPath,
    [findNpm(), 'install', '--no-audit', '--no-fund', '--loglevel=error', '--prefer-offline'],
    { cwd },
  );
  return cwd;
}

const runTests = (cwd: string): Promise<string> =>
  runCommand(process.execPath, [findNpm(), 'test'], {
    cwd,
    environment: { NODE_OPTIONS: '', VITEST: '', NO_COLOR: '1', FORCE_COLOR: '0' },
  });

const readCoverage = (cwd: string): CoverageSummary =>
  JSON.parse(readFileSync(join(cwd, 'coverage/processes/coverage.json'), 'utf8')) as CoverageSummary;

test('vitest, with a real connector: the tests of both files add up to full coverage', async () => {
  const cwd = await installExample('process-tests-vitest');
  const output = await runTests(cwd);
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
  await expect(runTests(cwd)).rejects.toThrow(
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
  const cwd = await installExample('process-tests-jest');
  await runTests(cwd);
  expect(readCoverage(cwd)).toMatchObject({ processes: [{ processId: 'order', instances: 3 }] });
});

test('node:test, where neither servers nor connectors are loaded', async () => {
  const cwd = await installExample('process-tests-node');
  for (const unused of ['@grpc', 'fastify', '@jobwright/runtime', '@jobwright/connector-http-rest'])
    rmSync(join(cwd, 'node_modules', unused), { recursive: true });
  const output = await runTests(cwd);
  expect(output).toMatch(/pass 3/);
  expect(readCoverage(cwd)).toMatchObject({ processes: [{ processId: 'order', instances: 3 }] });
});

test('JSON test cases, by the command', async () => {
  const cwd = await installExample('test-cases');
  const output = await runTests(cwd);
  expect(output).toMatch(/\d+ passed/);
  expect(output).not.toMatch(/failed/);
  const file = join(cwd, 'expense-route.test.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/"expense-route"/, '"another-decision"'));
  await expect(runTests(cwd)).rejects.toThrow('another-decision');
});
