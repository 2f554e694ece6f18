import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startProcess } from './child-process.ts';

async function start(script: string) {
  const directory = await mkdtemp(join(tmpdir(), 'jobwright-bench-test-'));
  const started = startProcess(
    {
      executable: process.execPath,
      args: ['-e', script],
      environment: {},
      ready: { kind: 'logLine', pattern: /"msg":"Ready"/ },
    },
    { name: 'tester', logFile: join(directory, 'log'), signal: new AbortController().signal },
  );
  onTestFinished(async () => {
    await started.stop();
    await rm(directory, { recursive: true });
  });
  return started;
}

it('waits for the line in the log and stops the process', async () => {
  const started = await start(`console.error('{"msg":"Ready"}'); setInterval(() => undefined, 1000);`);
  expect(await started.ready).toBeGreaterThan(0);
  started.check();
  await started.stop();
  expect(() => process.kill(started.pid, 0)).toThrow('ESRCH');
});

it('tells how a process ended that should not have, with the end of its log', async () => {
  const started = await start(`console.error('no port is free'); process.exitCode = 3;`);
  await expect(started.ready).rejects.toThrow(/tester ended \(3\).*\nno port is free/);
  expect(() => started.check()).toThrow('tester ended (3)');
});
