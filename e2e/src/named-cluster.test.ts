import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { startEngineProcess } from '@jobwright/servers/test-cluster';
import { expect, onTestFinished, test } from 'vitest';

const files = ['documents', 'ways-to-run', 'job-outcomes'];

/** Where the suite leaves its results in that mode. */
const report = new URL('../test-results/results-camunda8.json', import.meta.url);

async function runSuite(environment: Readonly<Record<string, string>>) {
  await rm(report, { force: true });
  // It would count as a run of the suite.
  onTestFinished(() => rm(report, { force: true }));
  const args = ['vitest', 'run', '--mode', 'camunda8', ...files];
  const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], CI: 'true', ...environment };
  const child = spawn('npx', args, { cwd: new URL('..', import.meta.url), env, timeout: 280_000 });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { output: stdout + stderr, exitCode };
}

test('the suite runs on the cluster that the environment names', { timeout: 300_000 }, async () => {
  const cluster = await startEngineProcess();
  onTestFinished(() => cluster.stop());
  const { output, exitCode } = await runSuite({
    ZEEBE_GRPC_ADDRESS: cluster.grpcAddress,
    ZEEBE_REST_ADDRESS: cluster.restAddress,
    CAMUNDA_MANAGEMENT_ADDRESS: cluster.managementAddress,
  });
  expect(exitCode, output).toBe(0);
  const { numPassedTests, numFailedTests } = JSON.parse(await readFile(report, 'utf8')) as Record<
    string,
    number
  >;
  expect([numFailedTests, numPassedTests]).toEqual([0, expect.toSatisfy((count) => count > 10)]);
  const counters = await (await fetch(`${cluster.managementAddress}/actuator/prometheus`)).text();
  const completed = /zeebe_job_events_total\{action="completed"\} (\d+)/.exec(counters)?.[1];
  expect(Number(completed)).toBeGreaterThan(10);
});

test('without a name nothing runs, and it is one line', async () => {
  const { output, exitCode } = await runSuite({});
  expect(exitCode).not.toBe(0);
  expect(output).toContain('No Camunda 8 cluster is named: set ZEEBE_GRPC_ADDRESS and ZEEBE_REST_ADDRESS');
});
