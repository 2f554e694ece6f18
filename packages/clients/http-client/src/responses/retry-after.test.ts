import { expect, test } from 'vitest';
import { parseHttpDate } from './http-date.ts';
import { readRetryAfterMs } from './retry-after.ts';

const options = { nowMs: Date.parse('2026-11-29T12:00:00Z'), random: () => 0 };
const AT = Date.parse('1994-11-06T08:49:37Z');

test.each([
  ['7', 7_000],
  [' 7 ', 7_000],
  ['7.25', 7_250],
  ['0.0001', 1],
  ['7, 9', 7_000],
  ['0', 0],
  ['Sun, 29 Nov 2026 12:00:30 GMT', 30_000],
  ['Sunday, 29-Nov-26 12:00:30 GMT', 30_000],
  ['Sun Nov 29 12:00:30 2026', 30_000],
  ['2026-11-29T12:00:30Z', 30_000],
  ['2026-11-29T13:00:30+01:00', 30_000],
  ['Sun, 29 Nov 2026 11:00:00 GMT', 0],
])('%j is a wait of %i ms', (text, expected) => {
  expect(readRetryAfterMs({ 'Retry-After': text }, options)).toBe(expected);
});

test.each([
  '',
  '-7',
  '+7',
  '7s',
  '30 seconds',
  'in 2090 seconds',
  'May 2090',
  '2090-01-01',
  'soon',
  '1795981485',
])('%j asks for nothing', (text) => {
  expect(readRetryAfterMs({ 'Retry-After': text }, options)).toBeUndefined();
});

test.each(['Sun, 06 Nov 1994 08:49:37 GMT', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun Nov  6 08:49:37 1994'])(
  '%j is a date in GMT, whatever the time zone of the machine',
  (text) => {
    const { TZ } = process.env;
    process.env['TZ'] = 'America/Lima';
    try {
      expect(parseHttpDate(text)).toBe(AT);
    } finally {
      if (TZ === undefined) delete process.env['TZ'];
      else process.env['TZ'] = TZ;
    }
  },
);

test('a date that is none', () => {
  expect(parseHttpDate('Sun, 99 Foo 1994 08:49:37 GMT')).toBeUndefined();
});
