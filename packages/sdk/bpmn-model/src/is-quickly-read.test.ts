import { expect, test } from 'vitest';
import { isQuicklyRead } from './is-quickly-read.ts';

const task = '<task id="a" name="b"/>';

test.each([
  ['a small file', `<a>${task}</a>`, true],
  ['a small file that is none', '<a', true],
  ['a file as modelers make it', `<a>${task.repeat(900)}</a>`, true],
  ['a long text', `<a>${'x'.repeat(150_000)}</a>`, true],
  ['a longer one', `<a>${'x'.repeat(250_000)}</a>`, false],
  ['many elements', `<a>${task.repeat(1_100)}</a>`, false],
  ['many attributes', `<a ${Array.from({ length: 1_000 }, (_, at) => `b${at}="1"`).join(' ')}/>`, false],
  ['what is not well-formed', `<a ${`b='"' `.repeat(1_000)}`, false],
])('%s', (_case, xml, expected) => {
  expect(isQuicklyRead(xml)).toBe(expected);
});
