import { expect, test } from 'vitest';
import { findLeaks } from './find-leaks.ts';

const SECRET = 'MARKER s3cret/+"ä%2F';

test('the search finds a secret in every form', () => {
  const bytes = Buffer.from(`user:${SECRET}!`);
  for (const text of [
    SECRET,
    JSON.stringify({ a: SECRET }),
    `k=${encodeURIComponent(SECRET)}&`,
    new URLSearchParams({ k: SECRET }).toString(),
    bytes.toString('base64'),
    bytes.subarray(1).toString('base64'),
    bytes.subarray(2).toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    encodeURIComponent(SECRET).replaceAll(/%../g, (code) => code.toLowerCase()),
    Buffer.from(`u:${SECRET}`).toString('base64'),
  ]) {
    expect(findLeaks(text, SECRET)).not.toEqual([]);
  }
});

test('and none where there is none', () => {
  expect(findLeaks('MARKER s3cre/+ TUFSS0VS', SECRET)).toEqual([]);
});
