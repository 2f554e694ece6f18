import { createResourceScope } from '@jobwright/concurrency';
import type { JsonObject } from '@jobwright/json';
import { afterAll, describe, expect, test } from 'vitest';
import { MailError } from '../mail-failure.ts';
import { isPlainTemplate } from './is-plain-template.ts';
import { renderTemplate } from './render-template.ts';

const resources = createResourceScope();
afterAll(() => resources.close());
const context = { resources, signal: new AbortController().signal };

const render = (template: string, variables: JsonObject): Promise<string> =>
  renderTemplate(template, { variables, escape: 'nothing', field: 'body', context }).catch(
    (error: unknown) =>
      error instanceof MailError && error.failure.kind === 'content-invalid'
        ? `${error.failure.field}: ${error.failure.problem}`
        : Promise.reject(new Error(String(error))),
  );

const a = Array.from({ length: 20_000 }, (_, index) => `a${index}`);
const nested = { variables: { a, b: a.map((name) => `${name}!`) } };
const { variables } = nested;

describe('a template made to take for ever ends', { timeout: 30_000 }, () => {
  test.each([
    ['a filter that compares all with all', '{{ a | where_exp: "i", "b contains i" | size }}'],
    [
      'loops in loops',
      '{% for x in a %}{% for y in b %}{% if x == y %}{{ x }}{% endif %}{% endfor %}{% endfor %}',
    ],
    [
      'loops with nothing in them',
      '{% for x in a %}{% for y in b %}{% for z in a %}{% endfor %}{% endfor %}{% endfor %}',
    ],
    ['a date of many digits', '{{ "now" | date: "%999999999d" }}'],
    [
      'a text that doubles',
      `{% assign t = "0123456789" %}${'{% assign t = t | append: t %}'.repeat(30)}{{ t | size }}`,
    ],
    ['a range without end', '{% for x in (1..1000000000) %}{% endfor %}'],
  ])('%s', async (_case, template) => {
    expect(await render(template, variables)).toMatch(
      /The template does not work: (limit exceeded, it takes more than|memory alloc limit)/,
    );
  });

  test.each([
    ['tags that do not end', '{% if a '.repeat(2400)],
    ['outputs that do not end', '{{ a '.repeat(3900)],
    ['raw blocks that do not end', '{% raw %}'.repeat(2200)],
    ['comments that do not end', '{% comment %}'.repeat(1500)],
    ['blanks', `{{ a${' '.repeat(19_000)}`],
    ['filters', `{{ a ${'| size '.repeat(2800)}}}`],
    ['properties', `{{ a${'.a'.repeat(9_000)} }}`],
    ['brackets', `{{ a${'[a'.repeat(9_000)} }}`],
    ['conditions', `{% if ${'a and '.repeat(3000)} a %}{% endif %}`],
    ['quotes', `{{ "${'\\"'.repeat(9_000)} }}`],
    ['HTML that does not end', '{{ h | strip_html | size }}'],
  ])('%s', async (_case, template) => {
    expect(await render(template, { a: 1, h: '<script'.repeat(20_000) })).toBeTypeOf('string');
  });
});

test('a template has at most 500,000 characters', { timeout: 30_000 }, async () => {
  expect(await render('a'.repeat(500_000), {})).toHaveLength(500_000);
  expect(await render('a'.repeat(500_001), {})).toMatch(/The template does not work: parse length limit/);
});

test.each([
  [
    'at once',
    'Dear {{ name | default: "customer" }},{% for item in items %} {{ item.count | times: 2 }}x {{ item.id }}{% endfor %}',
  ],
  [
    'in a thread',
    'Dear {{ name | default: "customer" }},{% for item in items %} {{ item.count | times: 2 }}x {{ item.id | strip }}{% endfor %}',
  ],
])('the same comes out %s', async (_case, template) => {
  const items = [{ count: 2, id: 12345678901234567890n }];
  expect(await render(template, { items })).toBe('Dear customer, 4x 12345678901234567890');
  expect(await render(template, {})).toBe(
    'body: The template does not work: undefined variable: items, line:1, col:54',
  );
});

test.each([
  ['{{ name }}', true],
  ['{{ at | date: "%d.%m.%Y %-H:%M" }}', true],
  ["{%- if a contains 'x' -%}{{ a | append: b }}{%- endif -%}", true],
  ['{{ at | date: format }}', false],
  ['{{ at | date: "%200d" }}', false],
  ['{{ a | where_exp: "i", "b contains i" }}', false],
  ['{{ a |sort }}', false],
  ['{% liquid assign b = a | sort %}', false],
  ['{% tablerow x in a %}{% endtablerow %}', false],
  ['x'.repeat(20_001), false],
])('%s is plain: %s', (template, isPlain) => {
  expect(isPlainTemplate(template)).toBe(isPlain);
});
