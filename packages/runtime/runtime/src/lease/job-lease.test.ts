import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { createFakeChannel, createJob } from '../testing/fake-channel.ts';
import { startLease } from './job-lease.ts';

test('many calls of a job listen to its signal without a warning', async () => {
  const warnings: Error[] = [];
  const warn = (warning: Error): void => void warnings.push(warning);
  process.on('warning', warn);
  onTestFinished(() => void process.off('warning', warn));
  const lease = startLease({
    job: createJob(),
    channel: createFakeChannel(),
    maxDurationMs: 60_000,
    extensionMs: 60_000,
  });
  const ended = Array.from({ length: 50 }, () => once(lease.signal, 'abort'));
  // Warnings come in order: those of the listeners before this one.
  const warned = once(process, 'warning');
  process.emitWarning('the last');
  await warned;
  expect(warnings.map(({ message }) => message)).toEqual(['the last']);
  lease.end('lost', 'over');
  await Promise.all(ended);
  lease.release();
});
