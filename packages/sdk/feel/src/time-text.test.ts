import { describe, expect, test } from 'vitest';
import { evaluate } from './feel.ts';
import { defineFunction } from './define-function.ts';
import { z } from 'zod';

const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 678), timeZone: 'Europe/Berlin' };

describe('dates and times as the connector runtime writes them', () => {
  test.each([
    ['time("10:00:00") + duration("PT90M")', '11:30:00'],
    ['time("10:00:00.120")', '10:00:00.12'],
    ['time("10:00:00+02:00")', '10:00:00+02:00'],
    ['time("10:00:00Z")', '10:00:00Z'],
    ['time("10:00:00@Europe/Berlin")', '10:00:00+01:00'],
    ['date and time("2026-01-31T10:00:00") + duration("P1M")', '2026-02-28T10:00:00'],
    ['date and time("2026-01-31T10:00:30.000000001")', '2026-01-31T10:00:30.000000001'],
    ['date and time("2026-07-01T10:00:00@Europe/Berlin")', '2026-07-01T10:00:00+02:00'],
    ['date and time("2026-07-01T10:00:00+02:00")', '2026-07-01T10:00:00+02:00'],
    ['date and time("2026-07-01T10:00:00@UTC")', '2026-07-01T10:00:00Z'],
    ['date and time("2026-07-01T10:00:00@Z")', '2026-07-01T10:00:00Z'],
    ['date and time("2026-07-01T10:00:00@UTC+02:00")', '2026-07-01T10:00:00+02:00'],
    ['now()', '2026-01-02T04:04:05.678+01:00'],
    ['today()', '2026-01-02'],
    ['date("2026-01-31")', '2026-01-31'],
    ['duration("P1D")', 'PT24H'],
    ['duration("P14M")', 'P1Y2M'],
    [
      '[time("10:00:00"), {at: @"2026-07-01T10:00:00@Europe/Berlin"}]',
      ['10:00:00', { at: '2026-07-01T10:00:00+02:00' }],
    ],
    ['string(@"2026-07-01T10:00:00@Europe/Berlin")', '2026-07-01T10:00:00@Europe/Berlin'],
  ])('%s', (expression, expected) =>
    expect(evaluate(expression, {}, { version: '8.10', clock, timeText: 'iso' })).toEqual(expected),
  );

  test('functions of the host get them too', () => {
    const functions = {
      keep: defineFunction({ parameters: { value: z.unknown() }, call: ({ value }) => value }),
    };
    const expression = 'keep({at: date and time("2026-07-01T10:00:00@Europe/Berlin")})';
    expect(evaluate(expression, {}, { functions, timeText: 'iso' })).toEqual({
      at: '2026-07-01T10:00:00+02:00',
    });
    expect(evaluate(expression, {}, { functions })).toEqual({ at: '2026-07-01T10:00+02:00[Europe/Berlin]' });
  });
});
