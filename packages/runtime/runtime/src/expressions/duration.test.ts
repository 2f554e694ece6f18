import { describe, expect, it } from 'vitest';
import { parseDurationMs } from './duration.ts';

describe('parseDurationMs', () => {
  it.each([
    ['PT30S', 30_000],
    ['PT0S', 0],
    ['PT0.05S', 50],
    ['P1D', 86_400_000],
    ['P1DT2H3M4S', 93_784_000],
    [' PT5M ', 300_000],
    ['pt5m', 300_000],
    ['PT-5S', -5000],
    ['-PT5S', -5000],
    ['-PT1M-5S', -55_000],
    ['+PT1,5S', 1500],
    ['-PT0S', 0],
  ])('reads %s', (text, ms) => expect(parseDurationMs(text)).toBe(ms));

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    'P1D1S',
    '30',
    'PT-S',
    'P-T',
    'PT--1S',
    'P1M',
    '1h',
    `PT${'9'.repeat(30)}H`,
  ])('refuses %j', (text) => expect(parseDurationMs(text)).toBeUndefined());
});
