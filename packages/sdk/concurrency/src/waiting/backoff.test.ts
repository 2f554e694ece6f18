import { expect, test } from 'vitest';
import { backoffMs, createBackoff } from './backoff.ts';

test.each([
  [1, 100],
  [2, 200],
  [3, 400],
  [10, 5_000],
  [5_000, 5_000],
])('after attempt %i the planned pause is %i ms', (attempt, expected) => {
  expect(backoffMs(attempt, { firstMs: 100, maxMs: 5_000, jitter: 0 })).toBe(expected);
});

test('grows by the factor', () => {
  expect(backoffMs(3, { firstMs: 100, maxMs: 5_000, factor: 1.5, jitter: 0 })).toBe(225);
});

test('half of it, up or down, is left to chance', () => {
  const pauses = Array.from({ length: 200 }, () => backoffMs(1, { firstMs: 100, maxMs: 5_000 }));
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(50);
  expect(Math.max(...pauses)).toBeLessThan(150);
  expect(new Set(pauses).size).toBeGreaterThan(1);
});

test('counts attempts until the reset', () => {
  const backoff = createBackoff({ firstMs: 1, maxMs: 100, jitter: 0 });
  expect([backoff.next(), backoff.next(), backoff.next(), backoff.count]).toEqual([1, 2, 4, 3]);
  backoff.reset();
  expect([backoff.count, backoff.next()]).toEqual([0, 1]);
});
