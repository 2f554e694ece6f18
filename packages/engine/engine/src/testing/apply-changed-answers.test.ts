import { expect, test } from 'vitest';
import { applyChangedAnswers } from './apply-changed-answers.ts';

const recorded = { one: { list: [{ a: 1 }, { a: 2 }] }, two: 'kept' };
const row = { scenario: 'one', path: ['list', 1, 'a'], old: 2, new: 3, reason: 'documented' };

test('a row replaces one part of a recorded answer', () => {
  expect(applyChangedAnswers(recorded, [row])).toEqual({ one: { list: [{ a: 1 }, { a: 3 }] }, two: 'kept' });
  expect(recorded.one.list[1]).toEqual({ a: 2 });
});

test.each([
  ['that changes nothing', { ...row, new: 2 }, 'changes nothing'],
  ['whose old answer is not the recorded one', { ...row, old: 7 }, 'the recorded answer is 2'],
  ['for a part that is not there', { ...row, path: ['list', 5, 'a'] }, 'has nothing there'],
  ['for an unknown scenario', { ...row, scenario: 'three' }, 'no such scenario'],
])('a row %s fails', (_name, wrong, message) => {
  expect(() => applyChangedAnswers(recorded, [wrong])).toThrow(message);
});
