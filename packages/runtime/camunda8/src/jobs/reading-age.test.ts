import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createReadingAge } from './reading-age.ts';

const KILOBYTE = 1024;
let start: number;

beforeEach(() => {
  vi.useFakeTimers();
  start = performance.now();
});
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('a message that comes while a stream is read is new', async () => {
  const age = createReadingAge();
  expect(age.unreadMs).toBe(0);
  await pass(5_000);
  expect(age.read(100)).toBe(start + 5_000);
  await pass(100);
  expect(age.unreadMs).toBe(0);
  expect(age.read(100)).toBe(start + 5_100);
});

test('a message that is read after a hold may be as old as the hold, until no more come', async () => {
  const age = createReadingAge();
  age.hold();
  await pass(3_000);
  expect(age.unreadMs).toBe(3_000);
  age.proceed();
  expect(age.read(100)).toBe(start);
  age.hold();
  await pass(2_000);
  age.proceed();
  expect(age.read(100)).toBe(start);
  const read = age.waitUntilRead(60_000);
  await pass(100);
  await read;
  expect(age.unreadMs).toBe(0);
  expect(age.read(100)).toBe(start + 5_100);
});

test('nothing is older than buffers allow', async () => {
  const age = createReadingAge();
  age.hold();
  await pass(1_000);
  age.proceed();
  for (let message = 0; message < 400; message += 1) {
    age.read(KILOBYTE);
    await pass(10);
  }
  const oldest = age.unreadMs;
  expect(oldest).toBeGreaterThan(2_000);
  expect(oldest).toBeLessThan(3_000);
});

test('the wait for messages in buffers is bounded', async () => {
  const age = createReadingAge();
  age.hold();
  const read = age.waitUntilRead(200);
  await pass(200);
  await read;
  expect(age.unreadMs).toBe(200);
});
