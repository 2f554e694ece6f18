import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { LINKS } from './docs-links.ts';
import { FINDING_CODES, renderLink } from './finding.ts';

const root = join(import.meta.dirname, '../../../../../../..');

const headingsOf = (page: string): readonly string[] =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading);

test.each(Object.values(LINKS))('$page has the heading $heading', ({ page, heading }) => {
  expect(headingsOf(page)).toContain(heading);
});

test('a link is an anchor as GitHub makes it', () => {
  expect(renderLink(LINKS.rest)).toBe('docs/differences.md#rest-and-graphql');
  expect(renderLink(LINKS.resultFeel)).toBe('docs/differences.md#feel-of-result-and-error-expressions');
});

test('the page on migration explains each code of a finding', () => {
  const page = readFileSync(join(root, 'docs/migration.md'), 'utf8');
  const [table = ''] = /^\| code .*?\n\n/ms.exec(page) ?? [];
  expect([...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, code]) => code)).toEqual([...FINDING_CODES]);
});
