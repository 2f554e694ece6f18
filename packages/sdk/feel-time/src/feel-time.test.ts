import { describe, expect, test } from 'vitest';
import { readFeelTime } from './read-feel-time.ts';
import { toIsoTimeText, toUtcTime, writeFeelTime } from './write-feel-time.ts';

describe('every form in which FEEL writes a time becomes ISO 8601', () => {
  test.each([
    ['a date', '2026-01-31', '2026-01-31'],
    ['a time in a variable', '10:00', '10:00:00'],
    ['a time with a fraction', '10:00:00.120', '10:00:00.12'],
    ['a time with all digits', '23:59:59.123456789', '23:59:59.123456789'],
    ['a time with an offset', '10:00:00+02:00', '10:00:00+02:00'],
    ['a time in UTC', '10:00:00Z', '10:00:00Z'],
    ['a time in a zone: its offset without daylight saving', '10:00:00@Europe/Berlin', '10:00:00+01:00'],
    ['a time in a zone south of the equator', '10:00:00@Australia/Sydney', '10:00:00+10:00'],
    ['a time in a zone that is an offset', '10:00:00@UTC', '10:00:00Z'],
    ['a time in a zone that is an hour back for a month', '10:00:00@Africa/Casablanca', '10:00:00Z'],
    ['a time in half hours', '10:00:00@Asia/Kolkata', '10:00:00+05:30'],
    ['a local date-time in a variable', '2026-01-31T10:00', '2026-01-31T10:00:00'],
    ['a local date-time by string()', '2026-01-31T10:00:00', '2026-01-31T10:00:00'],
    ['a date-time with its offset, in a variable', '2026-01-31T10:00+01:00', '2026-01-31T10:00:00+01:00'],
    ['in UTC', '2026-01-31T10:00Z', '2026-01-31T10:00:00Z'],
    [
      'now() in a variable',
      '2026-11-29T00:40:39.623-05:00[America/New_York]',
      '2026-11-29T00:40:39.623-05:00',
    ],
    ['in a zone, in a variable', '2026-01-31T10:00+01:00[Europe/Berlin]', '2026-01-31T10:00:00+01:00'],
    ['in the zone UTC, in a variable', '2026-01-31T10:00Z[UTC]', '2026-01-31T10:00:00Z'],
    ['in the zone GMT+2, in a variable', '2026-01-31T10:00+02:00[GMT+02:00]', '2026-01-31T10:00:00+02:00'],
    ['in a zone, by string()', '2026-07-01T10:00:00@Europe/Berlin', '2026-07-01T10:00:00+02:00'],
    ['in the zone UTC, by string()', '2026-01-31T10:00:00.123@UTC', '2026-01-31T10:00:00.123Z'],
    ['in the zone Z', '2026-01-31T10:00:00@Z', '2026-01-31T10:00:00Z'],
    ['in the zone GMT+2', '2026-01-31T10:00:00@GMT+2', '2026-01-31T10:00:00+02:00'],
    ['in the zone UTC+02:00', '2026-01-31T10:00:00@UTC+02:00', '2026-01-31T10:00:00+02:00'],
    ['in the zone -03', '2026-01-31T10:00:00@-03', '2026-01-31T10:00:00-03:00'],
    ['nanoseconds before 1970', '1969-12-31T23:59:59.999999999Z', '1969-12-31T23:59:59.999999999Z'],
    [
      'an offset with seconds, which RFC 3339 does not have',
      '1800-01-01T00:00:00@Europe/Berlin',
      '1799-12-31T23:06:32Z',
    ],
    ['the same with a fraction', '1800-01-01T00:00:00.5+00:53:28[Europe/Berlin]', '1799-12-31T23:06:32.5Z'],
    ['a year of five digits', '+12026-01-31T10:00Z', '+12026-01-31T10:00:00Z'],
    ['a year before ours', '-0044-03-15', '-0044-03-15'],
    ['the last day of Java', '+999999999-12-31', '+999999999-12-31'],
    ['an offset without a colon', '2026-01-31T10:00:00-0330', '2026-01-31T10:00:00-03:30'],
    ['the leap day of a leap year', '2024-02-29', '2024-02-29'],
  ])('%s', (_what, text, iso) => expect(toIsoTimeText(text)).toBe(iso));
});

describe('a zone alone decides the offset as Java does', () => {
  test.each([
    ['in winter', '2026-01-31T10:00:00@Europe/Berlin', '2026-01-31T10:00:00+01:00'],
    ['in summer', '2026-07-31T10:00:00@Europe/Berlin', '2026-07-31T10:00:00+02:00'],
    ['in the gap it moves on', '2026-03-29T02:30:00@Europe/Berlin', '2026-03-29T03:30:00+02:00'],
    ['right before the gap', '2026-03-29T01:59:59.999@Europe/Berlin', '2026-03-29T01:59:59.999+01:00'],
    ['right after the gap', '2026-03-29T03:00:00@Europe/Berlin', '2026-03-29T03:00:00+02:00'],
    ['in the overlap the first one counts', '2026-10-25T02:30:00@Europe/Berlin', '2026-10-25T02:30:00+02:00'],
    ['right after the overlap', '2026-10-25T03:00:00@Europe/Berlin', '2026-10-25T03:00:00+01:00'],
    ['in a gap in New York', '2026-03-08T02:30:00@America/New_York', '2026-03-08T03:30:00-04:00'],
    ['in an overlap in New York', '2026-11-01T01:30:00@America/New_York', '2026-11-01T01:30:00-04:00'],
    ['in a gap of half an hour', '2026-10-04T02:15:00@Australia/Lord_Howe', '2026-10-04T02:45:00+11:00'],
    ['on a day that was left out', '2011-12-30T12:00:00@Pacific/Apia', '2011-12-31T12:00:00+14:00'],
  ])('%s', (_what, text, iso) => expect(toIsoTimeText(text)).toBe(iso));

  test('an offset beside it counts more, as it tells the two hours of an overlap apart', () => {
    const later = '2026-10-25T02:30:00+01:00[Europe/Berlin]';
    expect(readFeelTime(later)).toEqual({
      kind: 'date-time',
      date: '2026-10-25',
      time: '02:30:00',
      offsetSeconds: 3600,
      zone: 'Europe/Berlin',
      epochNanoseconds: BigInt(Date.parse('2026-10-25T01:30:00Z')) * 1_000_000n,
    });
  });
});

test('the moment is exact to the nanosecond, in UTC too', () => {
  const value = readFeelTime('2026-01-01T00:30:00.123456789@Europe/Berlin');
  if (value?.kind !== 'date-time') throw new Error('expected a date-time');
  expect(value.epochNanoseconds).toBe(BigInt(Date.parse('2025-12-31T23:30:00Z')) * 1_000_000n + 123_456_789n);
  expect(writeFeelTime(toUtcTime(value))).toBe('2025-12-31T23:30:00.123456789Z');
});

test('a local date-time has no moment and no place in UTC', () => {
  const value = readFeelTime('2026-01-31T10:00');
  expect(value).toEqual({
    kind: 'date-time',
    date: '2026-01-31',
    time: '10:00:00',
    offsetSeconds: undefined,
    zone: undefined,
    epochNanoseconds: undefined,
  });
});

describe('what is no time of FEEL stays as it is', () => {
  test.each([
    'PT26H',
    'P1Y2M',
    '-PT0.5S',
    '',
    'T',
    '2026',
    '2026-02-29',
    '2026-04-31',
    '2026-02-30T10:00:00Z',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-01-31T24:00',
    '2026-01-31T23:60',
    '2026-01-31T23:59:60Z',
    '2026-01-31T',
    '2026-01-3110:00',
    '2026-01-31T10:00:00.1234567891Z',
    '2026-01-31T10:00+18:01',
    '2026-01-31T10:00:00@Europe/Nowhere',
    '10:00:00@Nowhere',
    '10:00:00@',
    '10:00:00+19:00',
    ' 2026-01-31',
    '2026-01-31 ',
    `2026-01-31T10:00:00@${'A/'.repeat(100)}`,
  ])('%j', (text) => {
    expect(readFeelTime(text)).toBeUndefined();
    expect(toIsoTimeText(text)).toBe(text);
  });
});

test('days of all years are those of the calendar', () => {
  for (let ms = Date.UTC(-400, 0, 1); ms < Date.UTC(2801, 0, 1); ms += 86_400_000 * 97) {
    const text = new Date(ms).toISOString();
    const value = readFeelTime(text.replace(/^([+-])00(\d{4})/, '$1$2'));
    expect(value).toMatchObject({ epochNanoseconds: BigInt(ms) * 1_000_000n });
  }
});
