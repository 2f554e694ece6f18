import { createResourceScope } from '@jobwright/concurrency';
import { afterAll, expect, test } from 'vitest';
import { evaluateOnPage } from './page-expression.ts';

const resources = createResourceScope();
afterAll(() => resources.close());
const context = { resources, signal: new AbortController().signal };
const facts = { response: { next: '', at: '2026-07-01' }, page: 1, items: [], itemCount: 0 };

test.each([
  ['is blank(next)', true],
  ['from json("[1]")', [1]],
  ['date and time(at + "T10:00:00@Europe/Berlin") + @"PT1H"', '2026-07-01T11:00:00+02:00'],
])('a page is asked in the FEEL of result expressions: %s', async (expression, expected) => {
  expect(await evaluateOnPage(expression, facts, context)).toEqual(expected);
});

test('in the thread of those that take long, too', { timeout: 30_000 }, async () => {
  const slow = 'count(distinct values(for i in 1..60000 return modulo(i, 100)))';
  const expression = `[${slow}, is blank(next), date and time("2026-07-01T10:00:00@Europe/Berlin")]`;
  expect(await evaluateOnPage(expression, facts, context)).toEqual([100, true, '2026-07-01T10:00:00+02:00']);
});
