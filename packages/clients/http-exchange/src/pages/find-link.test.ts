import { expect, test } from 'vitest';
import { findLink } from './find-link.ts';

const SECOND = 'https://api.example/?page=2';

test.each([
  ['alone', `<${SECOND}>; rel="next"`],
  ['bare', `<${SECOND}>;rel=next`],
  ['in capitals', `<${SECOND}>; REL="NEXT"`],
  ['one of several', `<${SECOND}>; rel="alternate next last"`],
  ['behind another parameter', `<${SECOND}>; title="a, b; rel=prev <x>"; rel="next"`],
  ['behind a quote in quotes', `<${SECOND}>; title="\\";rel=prev, <x>\\\\"; rel="next"`],
  [
    'behind a link whose title says so',
    `<https://api.example/?page=9>; title="page;rel=next"; rel="last", <${SECOND}>; rel="next"`,
  ],
  ['behind a parameter without a value', `<${SECOND}>; crossorigin ; rel="next"`],
  ['behind another link', `<https://api.example/?page=1>; rel="prev", <${SECOND}>; rel="next"`],
  [
    'behind one of another resource',
    `<https://api.example/?page=9>; rel=next; anchor="/x", <${SECOND}>; rel=next`,
  ],
  ['with an anchor that is empty', `<${SECOND}>; anchor=""; rel="next"`],
  ['behind one without a relation', `<https://api.example/>, <${SECOND}>; rel="next"`],
])('the next page is found: %s', (_case, header) => {
  expect(findLink(header, 'next')).toBe(SECOND);
});

test.each([
  ['nothing', ''],
  ['another relation', `<${SECOND}>; rel="prev"`],
  ['a word that holds it', `<${SECOND}>; rel="nextprev"`],
  ['a title that says so', `<${SECOND}>; title="rel=next"`],
  ['a title before another relation', `<${SECOND}>; title="page;rel=next"; rel="last"`],
  ['a title with quotes before another relation', `<${SECOND}>; title="\\"; rel=next; \\""; rel="last"`],
  ['of another resource', `<${SECOND}>; rel="next"; anchor="https://api.example/other"`],
  ['of another resource that is named first', `<${SECOND}>; anchor="#part"; rel="next"`],
  ['a second relation', `<${SECOND}>; rel="prev"; rel="next"`],
  ['a target without an end', `<${SECOND}; rel="next"`],
  ['angle brackets', '<'.repeat(1_000_000)],
  ['targets', '<>'.repeat(500_000)],
  ['parameters', `<a>${';'.repeat(1_000_000)}`],
  ['blanks', `<a>${' '.repeat(500_000)};${' '.repeat(500_000)}`],
  ['quotes', `<a>;rel="${'next '.repeat(200_000)}`.replaceAll('next', 'nex')],
  ['backslashes', `<a>;rel="${'\\\\'.repeat(500_000)}`],
  ['relations', `<a>${';rel="'.repeat(200_000)}`],
])('no next page: %s', (_case, header) => {
  expect(findLink(header, 'next')).toBeUndefined();
});
