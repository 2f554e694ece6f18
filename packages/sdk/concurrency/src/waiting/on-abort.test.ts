import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { onAbort } from './on-abort.ts';

test('calls once when the signal aborts', () => {
  const controller = new AbortController();
  let calls = 0;
  onAbort(controller.signal, () => (calls += 1));
  expect(calls).toBe(0);
  controller.abort();
  controller.abort();
  expect(calls).toBe(1);
});

test('calls at once when the signal has aborted already, and never without a signal', () => {
  let calls = 0;
  onAbort(AbortSignal.abort(), () => (calls += 1))();
  expect(calls).toBe(1);
  onAbort(undefined, () => (calls += 1))();
  expect(calls).toBe(1);
});

test('leaves no listener behind', () => {
  const { signal } = new AbortController();
  const stopListening = onAbort(signal, () => undefined);
  expect(getEventListeners(signal, 'abort')).toHaveLength(1);
  stopListening();
  expect(getEventListeners(signal, 'abort')).toHaveLength(0);
});

test('many listeners of one signal are not reported as a leak', async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error): void => void warnings.push(warning);
  process.on('warning', listen);
  const { signal } = new AbortController();
  const stops = Array.from({ length: 20 }, () => onAbort(signal, () => undefined));
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', listen);
  stops.forEach((stop) => stop());
  expect(warnings).toEqual([]);
});
