import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { isRunning, readCommandLine, stopProcess } from './running-process.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

async function startChild(
  script: string,
): Promise<{ readonly pid: number; readonly ended: Promise<unknown[]> }> {
  const child = spawn(
    process.execPath,
    ['-e', `${script};setInterval(() => {}, 1000);console.log('up')`, 'marker-of-ours'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  children.push(child);
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  return { pid: child.pid!, ended };
}

test('a process that listens ends in order', async () => {
  const { pid, ended } = await startChild('process.on("SIGTERM", () => process.exit(7))');
  expect(isRunning(pid)).toBe(true);
  expect(readCommandLine(pid)).toContain('marker-of-ours');
  await stopProcess(pid, { graceMs: 10_000 });
  expect(await ended).toEqual([7, null]);
  expect(isRunning(pid)).toBe(false);
});

test('a process that does not listen is killed after the grace', async () => {
  const { pid, ended } = await startChild('process.on("SIGTERM", () => {})');
  await stopProcess(pid, { graceMs: 200 });
  expect(await ended).toEqual([null, 'SIGKILL']);
});

test('a process that is gone is no error', async () => {
  const { pid, ended } = await startChild('');
  process.kill(pid, 'SIGKILL');
  await ended;
  await stopProcess(pid, { graceMs: 200 });
  expect(isRunning(pid)).toBe(false);
  expect(readCommandLine(pid)).not.toContain('marker-of-ours');
});
