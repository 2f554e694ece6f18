import { expect, test } from 'vitest';
import { toQueryText } from './query-text.ts';

test.each([
  ['a query', '{ order(id: 7) { id } }'],
  ['line breaks', 'query {\n  a\n}'],
  ['escapes in a string', '{ a(text: "one\\ntwo \\"quoted\\" C:\\\\n") }'],
  ['escapes in a block string', '{ a(text: """C:\\new \\""" end""") }'],
  ['a comment', '{ a } # C:\\new "half'],
])('%s stays as it is', (_case, query) => {
  expect(toQueryText(query)).toBe(query);
});

test('a query that was escaped for JSON is put right', () => {
  expect(toQueryText('query {\\n  order(id: \\"7\\") {\\n id }}')).toBe('query {   order(id: "7") {  id }}');
});
