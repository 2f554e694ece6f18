import { expect, it } from 'vitest';
import { readDate } from './read-date.ts';

const TEN = Date.UTC(2026, 8, 1, 10);
const HOUR = 3_600_000;

it.each([
  ['Tue, 1 Sep 2026 10:00:00 +0000', TEN],
  ['Tue, 1 Sep 2026 10:00:00 +0200 (CEST)', TEN - 2 * HOUR],
  ['Tue, 1 Sep 2026 10:00:00 EST', TEN + 5 * HOUR],
  ['Tue, 1 Sep 2026 10:00:00 CEST', TEN],
  ['Tue, 1 Sep 2026 10:00:00 MET DST', TEN],
  ['Tue, 1 Sep 2026 10:00:00 A', TEN],
  ['Tue, 1 Sep 2026 10:00:00', TEN],
  ['Tue Sep  1 10:00:00 2026', TEN],
  ['2026-09-01T10:00:00', TEN],
  ['2026-09-01 10:00:00 +0200', TEN - 2 * HOUR],
  ['1 Sep 26 10:00 GMT', TEN],
  ['1 Sep 126 10:00 GMT', TEN],
  ['Tue,  1  Sep  2026 10 : 00 : 00 +0200', TEN - 2 * HOUR],
  ['Tue (x), 1 (y) Sep 2026 10:00:00 (z) +0200', TEN - 2 * HOUR],
  ['Tue, 1 Sep 2026 10.00.00 +0200', TEN - 2 * HOUR],
  ['Tue, 1 September 2026 10:00:00 GMT+0200', TEN - 2 * HOUR],
])('%s is read, wherever the machine stands', (header, expected) => {
  expect(readDate(header)).toBe(expected);
});

it.each(['', 'yesterday', 'garbage 5', 'Tue, 31 Feb 2026 10:00:00 +0000', 'Tue, 1 Sep 2026 25:00:00 +0000'])(
  '%j is no date',
  (header) => expect(readDate(header)).toBeUndefined(),
);

it('takes no time for a long one', () => {
  expect(readDate(`Tue, 1 Sep 2026 10:00:00 ${'('.repeat(100_000)}`)).toBe(TEN);
  expect(readDate(' '.repeat(100_000))).toBeUndefined();
});
