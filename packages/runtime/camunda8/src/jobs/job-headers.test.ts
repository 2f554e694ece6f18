import { expect, test } from 'vitest';
import { createHeaderReader } from './job-headers.ts';

test('reads texts only, and gives the same object for the same text', () => {
  const read = createHeaderReader();
  expect(read('{"retryBackoff":"PT1S","odd":7}')).toEqual({ retryBackoff: 'PT1S' });
  expect(read('{"a":"b"}')).toBe(read('{"a":"b"}'));
  expect(read('')).toEqual({});
});

test.each(['{', 'x', '[]', '7', 'null'])('refuses %j', (text) => {
  expect(() => createHeaderReader()(text)).toThrow();
});

test('keeps no more texts than it needs', () => {
  const read = createHeaderReader();
  const first = read('{"n":"0"}');
  for (let n = 1; n <= 1_000; n += 1) read(`{"n":"${n}"}`);
  expect(read('{"n":"0"}')).toEqual(first);
  expect(read('{"n":"0"}')).not.toBe(first);
});
