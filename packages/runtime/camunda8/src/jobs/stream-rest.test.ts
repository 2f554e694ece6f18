import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { grpcError } from '../testing/fake-cluster.ts';
import { createStreamRest } from './stream-rest.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('lasts about a second after a short stream, and about 30 s at most', () => {
  const rest = createStreamRest();
  expect(rest.isOn).toBe(false);
  rest.start(0, undefined);
  vi.advanceTimersByTime(499);
  expect(rest.isOn).toBe(true);
  vi.advanceTimersByTime(1_001);
  expect(rest.isOn).toBe(false);
  for (let count = 0; count < 20; count += 1) rest.start(0, grpcError(14));
  vi.advanceTimersByTime(14_999);
  expect(rest.isOn).toBe(true);
  vi.advanceTimersByTime(30_001);
  expect(rest.isOn).toBe(false);
});

test('is short again after a stream that lived long', () => {
  const rest = createStreamRest();
  for (let count = 0; count < 20; count += 1) rest.start(0, undefined);
  rest.start(10_000, undefined);
  vi.advanceTimersByTime(1_500);
  expect(rest.isOn).toBe(false);
});

test('does not end where the gateway has no streams', () => {
  const rest = createStreamRest();
  rest.start(0, grpcError(12));
  vi.advanceTimersByTime(1e9);
  expect(rest.isOn).toBe(true);
});
