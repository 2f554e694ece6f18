import { expect, test, vi } from 'vitest';
import { untilAborted } from '../waiting/until-aborted.ts';
import { createSingleFlight } from './single-flight.ts';

const endless = (signal: AbortSignal): Promise<never> => untilAborted(new Promise(() => undefined), signal);

test('all who ask at the same time share the work of their key', async () => {
  const flights = createSingleFlight<string>();
  const work = vi.fn((key: string) => Promise.resolve(key.toUpperCase()));
  const ask = (key: string) => flights.run(key, () => work(key));
  expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual(['A', 'A', 'B']);
  expect(work).toHaveBeenCalledTimes(2);
  await ask('a');
  expect(work).toHaveBeenCalledTimes(3);
});

test('all see that it failed; the next starts it anew', async () => {
  const flights = createSingleFlight<string>();
  const fail = () => Promise.reject(new Error('no'));
  const results = await Promise.allSettled([flights.run('a', fail), flights.run('a', fail)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await flights.run('a', () => Promise.resolve('yes'))).toBe('yes');
});

test('whoever gives up leaves at once; the last to do so ends the work', async () => {
  const flights = createSingleFlight<string>();
  const [first, second] = [new AbortController(), new AbortController()];
  let seen: AbortSignal | undefined;
  const work = (signal: AbortSignal) => {
    seen = signal;
    return endless(signal);
  };
  const waits = [first, second].map(({ signal }) => flights.run('a', work, signal));
  first.abort(new Error('first'));
  await expect(waits[0]).rejects.toThrow('first');
  expect(seen?.aborted).toBe(false);
  second.abort(new Error('second'));
  await expect(waits[1]).rejects.toThrow('second');
  expect(seen?.aborted).toBe(true);
  expect(await flights.run('a', () => Promise.resolve('anew'))).toBe('anew');
});

test('a signal that has aborted starts nothing', async () => {
  const flights = createSingleFlight<string>();
  const work = vi.fn(() => Promise.resolve(''));
  await expect(flights.run('a', work, AbortSignal.abort(new Error('late')))).rejects.toThrow('late');
  expect(work).not.toHaveBeenCalled();
});
