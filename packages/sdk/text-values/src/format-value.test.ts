import { describe, expect, it } from 'vitest';
import { formatValue } from './format-value.ts';

const german = { tag: 'de-DE', timeZone: 'Europe/Berlin' } as const;
const write = (
  value: unknown,
  format?: string,
  locale: { tag: string; timeZone: string } = german,
): string | undefined => {
  const { text, problem } = formatValue(value, format, locale);
  return (text ?? problem)?.replaceAll('\u00A0', ' ');
};

describe('a value', () => {
  it.each([
    ['1234.5', undefined, '1234.5'],
    [1234.5, 'number', '1.234,5'],
    ['1234.50', 'number:2', '1.234,50'],
    ['0.1', 'number:0-3', '0,1'],
    [2251799813685249123n, 'number', '2.251.799.813.685.249.123'],
    ['12345678901234567890.50', 'money:EUR', '12.345.678.901.234.567.890,50 €'],
    ['-3.456', 'money:USD', '-3,46 $'],
    ['9.999', 'money:EUR 3', '9,999 €'],
    ['1000', 'money:JPY', '1.000 ¥'],
    [0.195, 'percent:1', '19,5 %'],
    ['2026-01-31', 'date:long', '31. Januar 2026'],
    ['2026-01-31T23:30:00Z', 'date:short', '01.02.26'],
    ['2026-01-31T23:30:00Z', 'time', '00:30'],
    ['2026-01-31T23:30:00', 'time', '23:30'],
    ['2026-07-31T10:00:00+02:00[Europe/Berlin]', 'dateTime:short', '31.07.26, 10:00'],
    ['2026-07-31T10:00+02:00[Europe/Berlin]', 'dateTime:short', '31.07.26, 10:00'],
    ['2026-07-31T10:00:00@Europe/Berlin', 'dateTime:short', '31.07.26, 10:00'],
    ['2026-07-31T10:00:00.123@UTC', 'dateTime:short', '31.07.26, 12:00'],
    ['2026-07-31T08:00Z[UTC]', 'dateTime:short', '31.07.26, 10:00'],
    ['2026-07-31 10:00:00.123456789', 'dateTime:short', '31.07.26, 10:00'],
    ['2026-07-31T10:00:00+0200', 'dateTime:short', '31.07.26, 10:00'],
    ['2024-02-29', 'date:short', '29.02.24'],
    ['+12026-01-31', 'date:long', '31. Januar 12026'],
    ['-0044-03-15', 'date:long', '15. März 45'],
    ['10:00:00', 'time', '10:00'],
    ['10:00:00@America/New_York', 'time', '10:00'],
    ['10:00:00+02:00', 'time:long', '10:00:00'],
    ['-0.001', 'money:EUR', '0,00 €'],
    ['-0.4', 'number:0', '0'],
    ['-0.01', 'money:EUR', '-0,01 €'],
    ['straße', 'upper', 'STRASSE'],
    [null, 'money:EUR', ''],
    ['', 'date', ''],
  ])('%s as %s is %s', (value, format, expected) => {
    expect(write(value, format)).toBe(expected);
  });

  it('is written otherwise elsewhere', () => {
    expect(write('1234.5', 'money:EUR', { tag: 'en-IE', timeZone: 'UTC' })).toBe('€1,234.50');
    expect(write('2026-01-31', 'date:short', { tag: 'en-US', timeZone: 'America/New_York' })).toBe('1/31/26');
  });

  it.each([
    ['ten', 'number', 'Expected a number'],
    ['1,5', 'money:EUR', 'Expected a number'],
    ['1', 'money', 'Expected a currency'],
    ['2026-13-01', 'date', 'Expected a date'],
    ['2026-02-30', 'date', 'Expected a date'],
    ['2025-02-29T10:00:00Z', 'dateTime', 'Expected a date'],
    ['2026-01-31T24:00:00', 'time', 'Expected a date'],
    ['2026-01-31T10:00:00@Nowhere', 'time', 'Expected a date'],
    ['yesterday', 'date', 'Expected a date'],
    ['2026-01-01', 'date:tiny', 'Expected one of short'],
    ['10:00:00', 'date', 'Expected a date'],
    ['1', 'number:99', 'Expected decimal places'],
    ['1', 'number:3-1', 'Expected decimal places such as number:2 or number:0-3'],
    ['1', 'money:EUR 3-1', 'Expected decimal places such as money:EUR 2'],
    ['1', 'currency', 'There is no format "currency"'],
    [{}, undefined, 'Expected a text or a number'],
  ])('%s as %s is refused', (value, format, problem) => {
    expect(write(value, format)).toContain(problem);
  });
});
