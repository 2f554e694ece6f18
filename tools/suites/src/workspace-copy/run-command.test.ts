import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { runCommand, runUntil } from './run-command.ts';

const options = { cwd: tmpdir() };

test('gives all that a command prints, and in the error of one that fails', async () => {
  expect(await runCommand('echo out; echo problem >&2', options)).toBe('out\nproblem\n');
  await expect(runCommand('echo out; echo problem >&2; exit 3', options)).rejects.toThrow(
    /failed \(3\):\nout\n\nproblem/,
  );
});

test('a command sees nothing of the test run, and what it is given', async () => {
  const environment = { GREETING: 'hello' };
  const printed = await runCommand('echo "$VITEST|$NODE_ENV|$CI|$GREETING"', { ...options, environment });
  expect(printed).toBe('||true|hello\n');
});

test('a command that does not end is interrupted after the line that was waited for', async () => {
  const command = "trap 'echo interrupted; exit' INT; echo ready at 7; while true; do sleep 0.1; done";
  expect(await runUntil(command, { ...options, line: /^ready at \d$/m })).toBe('ready at 7');
  await expect(runUntil('echo nothing', { ...options, line: /ready/ })).rejects.toThrow(/ended:\nnothing/);
});
