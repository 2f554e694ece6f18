import type { HeaderLine } from './http-message.ts';

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const NOT_IN_A_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

/**
 * The client sets these itself: with other values, client and server could disagree on where a message ends.
 */
const OWNED_BY_CLIENT = new Set([
  'content-length',
  'expect',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** Why a header cannot be sent, or `undefined` when it can. Never repeats the value. */
export function describeHeaderProblem([name, value]: HeaderLine): string | undefined {
  if (!TOKEN.test(name)) return 'is not a header name: letters, digits and hyphens only';
  const lowerCaseName = name.toLowerCase();
  if (OWNED_BY_CLIENT.has(lowerCaseName)) return 'is set by the HTTP client and cannot be given';
  if (lowerCaseName === 'connection' && !/^(close|keep-alive)$/i.test(value)) {
    return 'may only be close or keep-alive';
  }
  if (/[\r\n]/.test(value)) return 'has a line break in its value';
  if (NOT_IN_A_VALUE.test(value)) return 'has a character in its value that HTTP headers cannot carry';
  return undefined;
}
