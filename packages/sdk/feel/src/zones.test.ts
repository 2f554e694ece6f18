import { describe, expect, test } from 'vitest';
import { FeelError } from './feel-error.ts';
import { evaluate } from './feel.ts';
import { feelVersions } from './feel-version.ts';

describe.each(feelVersions)('zones in FEEL of %s, as the engine gives them', (version) => {
  const ask = (expression: string): unknown => evaluate(expression, {}, { version });

  test.each([
    ['Z', '2020-07-31T12:27:30Z'],
    ['UTC', '2020-07-31T12:27:30@UTC'],
    ['UT', '2020-07-31T12:27:30@UT'],
    ['GMT', '2020-07-31T12:27:30@GMT'],
    ['+02:00', '2020-07-31T14:27:30+02:00'],
    ['-03', '2020-07-31T09:27:30-03:00'],
    ['+2', '2020-07-31T14:27:30+02:00'],
    ['+0200', '2020-07-31T14:27:30+02:00'],
    ['+023015', '2020-07-31T14:57:45+02:30:15'],
    ['-00:00', '2020-07-31T12:27:30Z'],
    ['+18:00', '2020-08-01T06:27:30+18:00'],
    ['GMT+2', '2020-07-31T14:27:30@GMT+02:00'],
    ['GMT-2', '2020-07-31T10:27:30@GMT-02:00'],
    ['GMT+0', '2020-07-31T12:27:30@GMT'],
    ['UTC+02:00', '2020-07-31T14:27:30@UTC+02:00'],
    ['UTC+0', '2020-07-31T12:27:30@UTC'],
    ['UT-03:30', '2020-07-31T08:57:30@UT-03:30'],
    ['GMT0', '2020-07-31T12:27:30@GMT0'],
    ['Etc/GMT+5', '2020-07-31T07:27:30@Etc/GMT+5'],
    ['Asia/Calcutta', '2020-07-31T17:57:30@Asia/Calcutta'],
    ['America/Los_Angeles', '2020-07-31T05:27:30@America/Los_Angeles'],
  ])('a date-time moved to %s', (zone, expected) => {
    const moved = `date and time(date and time("2020-07-31T14:27:30@Europe/Berlin"), "${zone}")`;
    expect(ask(`string(${moved})`)).toBe(expected);
  });

  test.each([
    'utc',
    'z',
    '+19',
    '+18:01',
    '+2:00',
    'UTC+2:00',
    'UTC+',
    'UTCZ',
    '+',
    '',
    'EST',
    'europe/berlin',
    'A',
    '+01:3',
  ])('a date-time moved to %j: the engine gives up', (zone) => {
    expect(() => ask(`date and time(@"2020-07-31T14:27:30Z", "${zone}")`)).toThrow(FeelError);
  });

  test.each([
    ['[@"2026-01-31T10:00:00@Z"]', ['2026-01-31T10:00Z']],
    ['@"2026-01-31T10:00:00@UT"', '2026-01-31T10:00Z[UT]'],
    ['@"2026-01-31T10:00:00@+02:00"', '2026-01-31T10:00+02:00'],
    ['date and time("2026-01-31T10:00:00@GMT+02:00")', '2026-01-31T10:00+02:00[GMT+02:00]'],
    ['date and time("2026-01-31T10:00:00@UTC-00:00")', '2026-01-31T10:00Z[UTC]'],
    ['@"2026-01-31T10:00:00@UTC+02:00" + duration("PT1H")', '2026-01-31T11:00+02:00[UTC+02:00]'],
    ['@"2026-01-31T10:00:00@UTC+02:00".timezone', 'UTC+02:00'],
    ['@"2026-01-31T10:00:00@Z".timezone', null],
    ['@"2026-01-31T10:00:00@UTC+02:00".time offset', 'PT2H'],
    ['time("10:00:00@Z")', '10:00:00Z'],
    ['time("10:00:00@UT-03:30")', '10:00:00@UT-03:30'],
    ['@"10:00:00@+02:00"', '10:00:00+02:00'],
    ['time("10:00:00@Africa/Casablanca").time offset', 'PT0S'],
    ['time("10:00:00@Europe/Dublin").time offset', 'PT0S'],
    ['time("10:00:00@Australia/Sydney").time offset', 'PT10H'],
    ['date and time(date("2020-01-01"), time("10:00:00@Z"))', '2020-01-01T10:00Z'],
  ])('%s', (expression, expected) => expect(ask(expression)).toEqual(expected));

  test.each(['GMT+2', '-03', '+2', 'GMT+0', 'UTC+0', 'EST', 'nowhere'])(
    'a text of a time takes no zone %s',
    (zone) => {
      expect(ask(`date and time("2026-01-31T10:00:00@${zone}")`)).toBeNull();
      expect(ask(`time("10:00:00@${zone}")`)).toBeNull();
    },
  );
});
