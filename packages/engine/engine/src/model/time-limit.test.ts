import { expect, test } from 'vitest';
import { createTimeLimit, TimeUpError } from './time-limit.ts';

function spin(): void {
  let isSpinning = true;
  while (isSpinning) isSpinning = Number.isFinite(performance.now());
}

test('gives what the work makes, and throws what it throws', () => {
  const run = createTimeLimit(60_000);
  expect(run(() => [1, 2])).toEqual([1, 2]);
  expect(run(() => undefined)).toBeUndefined();
  const failing = new RangeError('no');
  expect(() =>
    run(() => {
      throw failing;
    }),
  ).toThrow(failing);
});

test('ends work that never would', () => {
  expect(() => createTimeLimit(20)(spin)).toThrow(TimeUpError);
});

test('does so where the work catches all errors', () => {
  const run = createTimeLimit(20);
  expect(() =>
    run(() => {
      try {
        spin();
      } catch {
        // Nothing gets here.
      }
    }),
  ).toThrow(TimeUpError);
});

test('gives one piece after the other what is left of the time', () => {
  const run = createTimeLimit(20);
  expect(() => run(spin)).toThrow(TimeUpError);
  let hasRun = false;
  expect(() => run(() => (hasRun = true))).toThrow(TimeUpError);
  expect(hasRun).toBe(false);
});
