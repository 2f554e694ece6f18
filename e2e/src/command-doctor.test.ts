import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from './testing/run-cli.ts';
import { transport } from './testing/jobs-address.ts';
import { connectTarget, type Target } from './testing/target.ts';

const jobsCheck = transport === 'grpc' ? 'cluster (gRPC)' : 'cluster (jobs over REST)';
let target: Target;
let folder: string;

beforeAll(async () => {
  target = await connectTarget();
  folder = await mkdtemp(join(tmpdir(), 'jobwright-doctor-'));
});
afterAll(async () => {
  await target.close();
  await rm(folder, { recursive: true, force: true });
});

interface Report {
  readonly ok: boolean;
  readonly checks: readonly { check: string; status: string; message: string; advice: string | null }[];
}

async function examine(environment: Readonly<Record<string, string>>, ...parameters: readonly string[]) {
  const { exitCode, stdout, stderr } = await runCli(['doctor', '--json', ...parameters], environment, folder);
  const report = JSON.parse(stdout) as Report;
  const find = (check: string) => report.checks.find((one) => one.check === check);
  return { exitCode, stdout, stderr, report, find };
}

describe('jobwright doctor', () => {
  test('looks at all there is: gRPC, REST, documents, stores, and leaves nothing behind', async () => {
    await writeFile(
      join(folder, 'well.yaml'),
      `effects: { folder: ${folder}/effects }\nstate: { directory: ${folder}/state }\nsecrets: { providers: [{ type: files, directory: ${folder} }] }`,
    );
    const { exitCode, report, find } = await examine(
      target.environment,
      '--config',
      'well.yaml',
      '--http-port',
      '0',
    );
    const bad = report.checks.filter(({ status }) => status !== 'ok');
    // A cluster without a store loses documents: that has to be seen before a process needs one.
    const mayLose = target.name === 'camunda8' && bad.length > 0;
    const lost = mayLose ? [['documents', expect.stringContaining('loses stored documents')]] : [];
    expect(bad.map(({ check, message }) => [check, message])).toEqual(lost);
    expect([exitCode, report.ok]).toEqual(lost.length === 0 ? [0, true] : [1, false]);
    expect(report.checks.map(({ check }) => check)).toEqual([
      'node',
      'configuration',
      'connectors',
      'secrets 1 (files)',
      'effects',
      'state',
      'port',
      'network',
      'authentication',
      jobsCheck,
      'cluster (REST)',
      'documents',
      'secrets (models)',
      'job types',
    ]);
    expect(find(jobsCheck)?.message).toMatch(
      target.name === 'embedded'
        ? /^Camunda 8\.\d+\.\d+ at (http:\/\/)?127\.0\.0\.1:\d+, 1 broker, 1 partition$/
        : /^Camunda 8\.\d+\.\d+.* at .*:\d+.*, \d+ brokers?, \d+ partitions?$/,
    );
    expect(find('documents')?.message).toContain(target.restAddress);
    expect(await readdir(join(folder, 'effects'))).toEqual([]);
  });

  test('says in a line each what is wrong and what to do, exit code 1', async () => {
    const { exitCode, stdout, stderr } = await runCli(
      ['doctor', '--connectors-modules', './none.mjs'],
      { ...target.environment, ZEEBE_REST_ADDRESS: 'http://127.0.0.1:9', CONNECTOR_FOO: 'x' },
      folder,
    );
    expect(exitCode).toBe(1);
    expect(stdout.trim().split('\n')).toEqual(
      expect.arrayContaining([
        ...(transport === 'grpc' ? [expect.stringMatching(/^ok {7}cluster \(gRPC\): Camunda/)] : []),
        expect.stringMatching(/^warning {2}configuration: .*CONNECTOR_FOO.*docs\/configuration\.md/),
        expect.stringMatching(/^failed {3}connectors: \.\/none\.mjs does not exist/),
        expect.stringMatching(
          /^failed {3}cluster \(REST\): nothing answers at http:\/\/127\.0\.0\.1:9 .*: check/,
        ),
        expect.stringMatching(/^failed {3}documents: a document cannot be written/),
      ]),
    );
    expect(stderr).toBe(`jobwright: ${transport === 'grpc' ? 3 : 4} of 14 checks failed\n`);
  });
});

test('reports a wrong configuration with the nearest key, and still checks Node', async () => {
  await writeFile(join(folder, 'wrong.yaml'), 'jobs: { maxConcurent: 3 }');
  const { exitCode, report, stderr } = await examine({}, '--config', 'wrong.yaml');
  expect(exitCode).toBe(1);
  expect(report.checks).toMatchObject([
    { check: 'node', status: 'ok' },
    {
      check: 'configuration',
      status: 'failed',
      message: expect.stringContaining('did you mean maxConcurrent?'),
    },
  ]);
  expect(JSON.parse(stderr)).toEqual({ error: { code: 'FAILED', message: '1 of 2 checks failed' } });
});
