import { expect, test } from 'vitest';
import { unescapeQuery } from './unescape-query.ts';

test.each([
  ['a query', '{ order(id: 7) { id } }'],
  ['line breaks', 'query {\n  a\n}'],
  ['escapes in a string', '{ a(text: "one\\ntwo \\"quoted\\" C:\\\\n") }'],
  ['escapes in a block string', '{ a(text: """C:\\new \\""" end""") }'],
  ['a comment', '{ a } # C:\\new "half'],
])('%s stays unchanged', (_case, query) => {
  expect(unescapeQuery(query)).toBe(query);
});

test.each([
  ['quotes', '"\\"'.repeat(300_000)],
  ['block quotes', `"""${'x"""\\'.repeat(200_000)}`],
  ['escapes behind a quote', `"${'\\"'.repeat(300_000)}\u2028`],
])('a text of %s is looked at once', { timeout: 10_000 }, (_case, query) => {
  expect(unescapeQuery(query).length).toBeLessThanOrEqual(query.length);
});

test('a query that was escaped for JSON is put right', () => {
  expect(unescapeQuery('query {\\n  order(id: \\"7\\") {\\n id }}')).toBe(
    'query {   order(id: "7") {  id }}',
  );
});
