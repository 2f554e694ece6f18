import { expect, test } from 'vitest';
import { toHttp2Headers } from './http2-headers.ts';

test('no name of a header gets lost, and repeated ones stay', () => {
  const headers = ['__proto__', 'a', 'X-Twice', '1', 'x-twice', '2', 'Connection', 'close'];
  const sent = toHttp2Headers({ origin: 'https://host', path: '/', method: 'GET', headers });
  expect(Object.entries(sent)).toEqual(
    expect.arrayContaining([
      ['__proto__', 'a'],
      ['x-twice', ['1', '2']],
    ]),
  );
  expect(Object.keys(sent)).not.toContain('connection');
});
