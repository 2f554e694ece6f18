import { expect, it } from 'vitest';
import type { NumberingLevel } from '../model.ts';
import { createLabels } from './create-labels.ts';

const level = (format: NumberingLevel['format'], text: string, more: Partial<NumberingLevel> = {}) => ({
  ...{ format, text, start: 1, font: undefined, suffix: 'tab' as const, isLegal: false, restart: undefined },
  ...more,
});
const levels = [
  level('upperRoman', '%1.'),
  level('lowerLetter', '%1.%2)'),
  level('decimal', '%1.%2.%3', { isLegal: true }),
  level('bullet', '\uF0B7'),
];
const numbering = { abstract: 'a', levels, starts: new Map<number, number>() };

it('counts levels, starts deeper ones again, and goes on after an instance that starts elsewhere', () => {
  const label = createLabels(
    new Map([
      ['1', numbering],
      ['2', { ...numbering, starts: new Map([[0, 9]]) }],
    ]),
  );
  const list = [
    ['1', 0],
    ['1', 1],
    ['1', 1],
    ['1', 2],
    ['1', 3],
    ['1', 0],
    ['1', 1],
    ['2', 0],
    ['2', 0],
  ] as const;
  expect(list.map(([id, at]) => label({ numbering: id, level: at })?.text)).toEqual([
    ...['I.', 'I.a)', 'I.b)', '1.2.1', '•', 'II.', 'II.a)', 'IX.', 'X.'],
  ]);
  expect(label({ numbering: 'none', level: 0 })).toBeUndefined();
});
