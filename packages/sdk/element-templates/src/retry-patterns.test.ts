import { expect, it } from 'vitest';
import { durationOrFeel, durationPattern, wholeNumberOrFeel } from './retry-patterns.ts';

const takes = ({ value }: { readonly value: string }, text: string): boolean => new RegExp(value).test(text);

it.each([
  ['3', true],
  ['=retries', true],
  ['three', false],
  ['3.5', false],
  ['-1', false],
])('retries: %s is taken: %s', (text, expected) => {
  expect(takes(wholeNumberOrFeel, text)).toBe(expected);
});

it.each([
  ['undefined', true],
  ['PT30S', true],
  ['pt1m30.5s', true],
  ['P1DT2H', true],
  ['P1D', true],
  ['30 seconds', false],
  ['30', false],
  ['P', false],
  ['PT', false],
  ['P1Y', false],
])('durations: %s is taken: %s', (text, expected) => {
  expect(takes(durationPattern, text)).toBe(expected);
  expect(takes(durationOrFeel, text)).toBe(expected);
});

it('a backoff may be FEEL', () => {
  expect(takes(durationOrFeel, '=if job.retries > 2 then @"PT1S" else @"PT1M"')).toBe(true);
  expect(takes(durationPattern, '=x')).toBe(false);
});
