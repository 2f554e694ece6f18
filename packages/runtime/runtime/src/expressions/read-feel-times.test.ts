import { toIsoTimeText } from '@jobwright/feel-time';
import { evaluate, type FeelTimeText, feelVersions } from '@jobwright/feel';
import { describe, expect, test } from 'vitest';

const zones = [
  '',
  'Z',
  '+02:00',
  '-03:30',
  '@Z',
  '@UTC',
  '@UT',
  '@GMT+02:00',
  '@UTC-03:00',
  '@+05:45',
  '@Europe/Berlin',
  '@America/New_York',
  '@Australia/Lord_Howe',
  '@Pacific/Apia',
  '@Asia/Kolkata',
  '@Africa/Monrovia',
];
const locals = [
  '2026-01-31T10:00:00',
  '2026-07-01T10:00:30.5',
  '2026-03-29T02:30:00',
  '2026-10-25T02:30:00.000000001',
  '2026-11-01T01:30:00',
  '2011-12-30T12:00:00',
  '1969-12-31T23:59:59.999999999',
  '1900-01-01T00:00:00',
  '0001-01-01T00:00:00',
  '9999-12-31T23:59:59.123456789',
];
const expressions = [
  'date("2024-02-29")',
  'date("-0044-03-15")',
  ...locals.flatMap((local) => zones.map((zone) => `date and time("${local}${zone}")`)),
  ...zones.map((zone) => `time("10:00:00${zone}")`),
  'time("23:59:59.123456789")',
  'date and time(date and time("2026-07-01T10:00:00Z"), "GMT+2")',
];

describe.each(feelVersions)('what the FEEL of %s writes', (version) => {
  const write = (expression: string, timeText: FeelTimeText = 'broker'): string =>
    String(evaluate(expression, {}, { version, timeText }));

  test('is read by the one function for all connectors: variables, string() and results say the same', () => {
    const different = expressions.flatMap((expression) => {
      const result = toIsoTimeText(write(expression, 'iso'));
      const others = [write(expression), write(`string(${expression})`)];
      return others.flatMap((text) =>
        toIsoTimeText(text) === result ? [] : [{ expression, text, read: toIsoTimeText(text), result }],
      );
    });
    expect(different).toEqual([]);
  });

  test('keeps the two hours of an overlap apart in variables; string() does not', () => {
    const second = 'date and time("2026-10-25T02:30:00@Europe/Berlin") + duration("PT1H")';
    expect(toIsoTimeText(write(second))).toBe('2026-10-25T02:30:00+01:00');
    expect(write(second, 'iso')).toBe('2026-10-25T02:30:00+01:00');
    expect(write(`string(${second})`)).toBe('2026-10-25T02:30:00@Europe/Berlin');
  });

  test.each(['duration("PT26H")', 'duration("P1Y2M")', 'duration("-PT0.5S")', 'duration("PT0S")'])(
    '%s stays as it is',
    (expression) => expect(toIsoTimeText(write(expression))).toBe(write(expression)),
  );
});
