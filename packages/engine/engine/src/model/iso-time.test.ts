import { describe, expect, it } from 'vitest';

import { addDuration, parseCycle, parseDateTime, parseDuration } from './iso-time.ts';

const at = (text: string): number => Date.parse(text);

describe('parseDuration', () => {
  it.each([
    ['PT5S', { months: 0, ms: 5000 }],
    ['PT0.25S', { months: 0, ms: 250 }],
    ['P1W2DT3H4M', { months: 0, ms: 9 * 86_400_000 + 3 * 3_600_000 + 4 * 60_000 }],
    ['P1Y2M', { months: 14, ms: 0 }],
    ['-PT1S', { months: 0, ms: -1000 }],
    ['PT-1S', { months: 0, ms: -1000 }],
  ])('%s', (text, expected) => {
    const parsed = parseDuration(text);
    expect({ months: parsed!.months + 0, ms: parsed!.ms + 0 }).toEqual(expected);
  });

  it.each([`P${'9'.repeat(20)}Y`, `PT${'9'.repeat(20)}H`, `-PT${'9'.repeat(400)}S`, 'P3000000000M'])(
    'refuses more than a calendar holds: %s',
    (text) => expect(parseDuration(text)).toBeUndefined(),
  );

  it.each(['', 'P', 'PT', 'P1DT', '5S', 'PT5', 'P1S', 'PT1.5M', ' PT1S', 'R/PT1S'])(
    'refuses "%s"',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});

describe('parseDateTime', () => {
  it.each([
    ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z'],
    ['2026-03-01T10:00:00.5+02:00', '2026-03-01T08:00:00.500Z'],
    ['2026-03-01T10:00Z', '2026-03-01T10:00:00Z'],
    ['2026-03-01t10:00z', '2026-03-01T10:00:00Z'],
    ['2024-02-29T10:00:00Z', '2024-02-29T10:00:00Z'],
    ['2000-02-29T23:59:59.999999999Z', '2000-02-29T23:59:59.999Z'],
    ['1969-12-31T23:59:59.9995Z', '1969-12-31T23:59:59.999Z'],
    ['2026-07-01T10:00+02:00[Europe/Berlin]', '2026-07-01T08:00:00Z'],
    ['2026-10-25T02:30:00+01:00[Europe/Berlin]', '2026-10-25T01:30:00Z'],
    ['2026-03-01T10:00Z[UTC]', '2026-03-01T10:00:00Z'],
    ['2026-03-01T10:00+02:00[UTC+02:00]', '2026-03-01T08:00:00Z'],
  ])('%s', (text, expected) => {
    expect(parseDateTime(text)).toBe(at(expected));
  });

  it.each([
    '2026-03-01',
    '2026-03-01T10:00:00',
    '2026-13-01T10:00:00Z',
    'tomorrow',
    '2024-04-31T10:00:00Z',
    '2024-02-30T10:00:00Z',
    '2023-02-29T10:00:00Z',
    '1900-02-29T10:00:00Z',
    '2024-00-10T10:00:00Z',
    '2024-04-00T10:00:00Z',
    '2024-04-01T25:00:00Z',
    '2024-04-01T24:00:00Z',
    '2024-04-01T10:60:00Z',
    '2024-04-01T10:00:60Z',
    '2024-04-01T10:00:00+19:00',
    '2024-04-01T10:00:00+01:60',
    '2024-04-01T10:00:00+01:00[Nowhere/City]',
    '2024-04-01T10:00:00@Europe/Berlin',
    '2024-04-01T10:00:00.Z',
    '2024-4-1T10:00:00Z',
    '2024-04-01 10:00:00Z',
  ])('refuses "%s"', (text) => {
    expect(parseDateTime(text)).toBeUndefined();
  });
});

describe('parseCycle', () => {
  it.each([
    ['R/PT1S', { repetitions: -1, interval: { months: 0, ms: 1000 } }],
    ['R-1/PT1S', { repetitions: -1, interval: { months: 0, ms: 1000 } }],
    ['R3/P1M', { repetitions: 3, interval: { months: 1, ms: 0 } }],
    [
      'R2/2026-01-01T00:00:00Z/PT1H',
      { repetitions: 2, startsAt: at('2026-01-01T00:00:00Z'), interval: { months: 0, ms: 3_600_000 } },
    ],
  ])('%s', (text, expected) => {
    expect(parseCycle(text)).toEqual(expected);
  });

  it.each(['R2/2024-04-31T10:00:00Z/PT1H', 'R/2023-02-29T00:00:00Z/PT1H', 'R2/2024-04-01T24:00:00Z/P1D'])(
    'refuses a start that does not exist: "%s"',
    (text) => expect(parseCycle(text)).toBeUndefined(),
  );

  it.each(['PT1S', 'R', 'Rx/PT1S', '0 0 9-17 * * MON-FRI', 'R2/PT1S/PT1S', 'R2/2026-01-01T00:00:00Z/PT1S/x'])(
    'refuses "%s"',
    (text) => {
      expect(parseCycle(text)).toBeUndefined();
    },
  );
});

describe('addDuration', () => {
  it('goes by the calendar, and to the last day of a month that is too short', () => {
    const start = at('2026-01-31T12:00:00Z');
    expect(addDuration(start, { months: 1, ms: 1000 })).toBe(at('2026-02-28T12:00:01Z'));
    expect(addDuration(start, { months: 12, ms: 0 })).toBe(at('2027-01-31T12:00:00Z'));
    expect(addDuration(start, { months: -2, ms: 0 })).toBe(at('2025-11-30T12:00:00Z'));
  });
});
