import { InputError } from '@jobwright/connector-sdk';
import { describe, expect, test } from 'vitest';
import { encodePathSegment } from './path-segment.ts';

test.each([
  ['42', '42'],
  [42, '42'],
  ['a/b', 'a%2Fb'],
  ['a?b#c', 'a%3Fb%23c'],
  ['Müller & Söhne', 'M%C3%BCller%20%26%20S%C3%B6hne'],
  ['...', '...'],
  ['1.5', '1.5'],
  ['.env', '.env'],
  ['a..b', 'a..b'],
  ['100%', '100%25'],
])('%j becomes %s', (value, segment) => {
  expect(encodePathSegment(value, 'customer.key')).toBe(segment);
});

describe('what leads elsewhere is refused with the name of the field', () => {
  test.each([
    '',
    '.',
    '..',
    '%2e',
    '%2E%2e',
    '.%2e',
    '%252e%252e',
    '%25252e.',
    '../orders',
    'a/../b',
    'a\\..\\b',
    'a%2f..%2fb',
    'a%5c%2e%2e',
    '..%255c',
    '..;v=1/orders',
    '%2e%2e%3bv=1',
    '\ud800',
  ])('%j', (value) => {
    let thrown: unknown;
    try {
      encodePathSegment(value, 'customer.key');
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(InputError);
    expect(thrown).toMatchObject({ issues: [{ path: 'customer.key' }] });
  });
});
