import { expect, test } from 'vitest';
import { renderTable, renderTime, shortLine } from './render-table.ts';
import { createStyle } from './style.ts';

test('columns have one width; a line below a row stays as it is', () => {
  const rows = [{ cells: ['1', 'order'], below: ['    why'] }, { cells: ['2000', 'a'] }];
  expect(renderTable(['KEY', 'PROCESS'], rows, createStyle(false))).toEqual([
    'KEY   PROCESS',
    '1     order',
    '    why',
    '2000  a',
  ]);
});

test('colours are for terminals only', () => {
  const [plain, coloured] = [false, true].map((has) => renderTable(['KEY'], [], createStyle(has)));
  expect(plain).toEqual(['KEY']);
  expect(coloured).toEqual(['\u001b[1mKEY\u001b[22m']);
});

test('a text of others cannot control the terminal, and is cut', () => {
  expect(shortLine('a\u001b[31m\r\nb\u202e', 20)).toBe('a [31m b');
  expect(shortLine('abcdef', 4)).toBe('abc…');
});

test('times are in UTC', () => {
  expect(renderTime('2026-11-30T13:00:00.123+01:00')).toBe('2026-11-30 12:00:00');
  expect([renderTime(undefined), renderTime('soon')]).toEqual(['', '']);
});
