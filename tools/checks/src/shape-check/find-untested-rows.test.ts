import { expect, test } from 'vitest';
import { findUntestedRows } from './find-untested-rows.ts';

const exists = (path: string): boolean => path === '../packages/a/src/a.test.ts';
const page = (...rows: readonly string[]): string =>
  ['# Page', '', '| there | here | test |', '| --- | :-- | --- |', ...rows, '', 'Text with | a bar'].join(
    '\n',
  );

test('a row with a test that is there is right, with a heading or other links beside it too', () => {
  const rows = [
    '| x | y | [a](../packages/a/src/a.test.ts) |',
    '| x \\| z | y | [page](network.md), [a](../packages/a/src/a.test.ts#part) |',
  ];
  expect(findUntestedRows(page(...rows), exists)).toEqual([]);
});

test('a row without a test is told with its line', () => {
  const rows = ['| x | y | [page](network.md) |', '| z | [a](../packages/a/src/a.test.ts) | |'];
  expect(findUntestedRows(page(...rows), exists)).toEqual([
    { line: 5, subject: 'x', problem: 'its last cell links no test' },
    { line: 6, subject: 'z', problem: 'its last cell links no test' },
  ]);
});

test('a test that is gone is told', () => {
  const row = '| x | y | [a](../packages/a/src/a.test.ts), [b](../packages/a/src/b.test.ts) |';
  expect(findUntestedRows(page(row), exists)).toEqual([
    { line: 5, subject: 'x', problem: 'there is no ../packages/a/src/b.test.ts' },
  ]);
});
