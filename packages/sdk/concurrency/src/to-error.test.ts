import { expect, test } from 'vitest';
import { toError } from './to-error.ts';
import { toErrorMessage } from './to-error-message.ts';

test('an error stays the same one', () => {
  const error = new TypeError('wrong');
  expect(toError(error)).toBe(error);
  expect(toErrorMessage(error)).toBe('wrong');
});

test.each([
  ['a text', 'gone', 'gone'],
  ['nothing', undefined, 'undefined'],
  ['a number', 7, '7'],
])('%s becomes an error with its text', (_what, thrown, message) => {
  expect(toError(thrown)).toEqual(new Error(message));
  expect(toErrorMessage(thrown)).toBe(message);
});
