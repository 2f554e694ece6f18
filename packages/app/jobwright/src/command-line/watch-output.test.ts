import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { watchOutput, type OutputOfProcess } from './watch-output.ts';

const createOutput = (): OutputOfProcess => ({ stdout: new EventEmitter(), stderr: new EventEmitter() });

test('a result that cannot be written is a failure', () => {
  const output = createOutput();
  watchOutput(output);
  output.stdout.emit('error', new Error('write ENOSPC'));
  output.stdout.emit('error', new Error('write EPIPE'));
  expect(output.exitCode).toBe(1);
});

test('a closed standard error changes nothing', () => {
  const output = createOutput();
  watchOutput(output);
  output.stderr.emit('error', new Error('write EPIPE'));
  expect(output.exitCode).toBeUndefined();
});
