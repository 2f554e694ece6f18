import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readProcessUsage } from './process-usage.ts';

const program = `
const { fork } = require('node:child_process');
if (process.argv[2] === 'child') {
  const end = performance.now() + 300;
  while (performance.now() < end);
  process.send('worked');
  setInterval(() => undefined, 1000);
} else {
  const child = fork(__filename, ['child'], { execArgv: [] });
  child.once('message', (message) => process.send(message));
  process.on('disconnect', () => { child.kill(); process.exit(); });
}`;

it.runIf(existsSync('/proc/self/status'))('counts what the children of a process do', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'jobwright-bench-test-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = join(directory, 'program.cjs');
  await writeFile(file, program);
  const child = fork(file, { execArgv: [] });
  onTestFinished(async () => {
    child.disconnect();
    await once(child, 'exit');
  });
  await once(child, 'message');
  const { pid = 0 } = child;
  const { cpuMs, rssMb, peakRssMb } = readProcessUsage(pid);
  expect(cpuMs).toBeGreaterThan(0);
  expect(rssMb).toBeGreaterThan(2 * 25);
  expect(peakRssMb).toBeGreaterThanOrEqual(rssMb);
});
