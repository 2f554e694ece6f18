import { expect, test } from 'vitest';
import { runCommand } from './run-command.ts';

const options = { timeoutMs: 15_000, missing: 'install it' };

test('a program that fails shows the end of its output', async () => {
  await expect(
    runCommand(process.execPath, ['-e', 'console.error("disk full");process.exit(3)'], options),
  ).rejects.toThrow(/failed \(3\):\n[^]*disk full/);
});

test('a program that is missing gives the advice', async () => {
  await expect(runCommand('no-such-program-here', [], options)).rejects.toThrow('install it');
});

test('a program that takes too long is ended', async () => {
  const run = runCommand(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    ...options,
    timeoutMs: 100,
  });
  await expect(run).rejects.toThrow('took longer than 0.1 s');
});

test('a program gets what is added to our environment', async () => {
  const script = 'console.error(process.env.ADDED, process.env.PATH);process.exit(3)';
  const run = runCommand(process.execPath, ['-e', script], { ...options, environment: { ADDED: 'this' } });
  await expect(run).rejects.toThrow(`this ${process.env['PATH']}`);
});
