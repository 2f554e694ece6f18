import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { timeoutSignal } from './timeout-signal.ts';

const aborted = (signal: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason)));

test('aborts when the time is over, and then lets go of the signal', async () => {
  const { signal } = new AbortController();
  const timeout = timeoutSignal(10, signal);
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  expect(await aborted(timeout)).toMatchObject({ name: 'TimeoutError' });
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('aborts with the signal, for its reason', async () => {
  const controller = new AbortController();
  const ended = aborted(timeoutSignal(60_000, controller.signal));
  controller.abort('stopped');
  expect(await ended).toBe('stopped');
  expect(timeoutSignal(60_000, controller.signal).reason).toBe('stopped');
});

test('aborts after garbage was collected, when nothing but a listener knows it', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const controller = new AbortController();
  const ended = aborted(timeoutSignal(200, controller.signal));
  for (let round = 0; round < 5; round += 1) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(await ended).toMatchObject({ name: 'TimeoutError' });
});
