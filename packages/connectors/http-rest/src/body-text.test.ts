import { describe, expect, test } from 'vitest';
import type { JsonValue } from '@jobwright/connector-sdk';
import { call } from './testing/call.ts';
import { startServer } from '@jobwright/test-servers/vitest';

const FORM = 'application/x-www-form-urlencoded';

async function sendBody(body: JsonValue, contentType: string, more = {}) {
  const server = await startServer();
  await call({ method: 'POST', url: server.origin, headers: { 'Content-Type': contentType }, body, ...more });
  return server.requests[0];
}

describe('a form', () => {
  test.each<[string, JsonValue, string]>([
    ['a map as the Java runtime sends it', { a: { x: 1 } }, 'a=%7Bx%3D1%7D'],
    [
      'a map of everything',
      { a: { s: 'ä & b', t: true, n: null, l: [1, 'x', { y: [] }], m: {} } },
      'a=%7Bs%3D%C3%A4+%26+b%2C+t%3Dtrue%2C+n%3Dnull%2C+l%3D%5B1%2C+x%2C+%7By%3D%5B%5D%7D%5D%2C+m%3D%7B%7D%7D',
    ],
    ['a list repeats the name', { a: ['x', 'y'] }, 'a=x&a=y'],
    ['maps in a list', { a: [{ x: 1 }, [2, 3], null] }, 'a=%7Bx%3D1%7D&a=%5B2%2C+3%5D&a'],
    ['an empty list is nothing', { a: [], b: 1 }, 'b=1'],
    ['null is a name without value', { a: null, b: 1 }, 'a&b=1'],
  ])('%s', async (_case, body, expected) => {
    expect((await sendBody(body, FORM))?.body).toBe(expected);
  });

  test('ignoreNullValues leaves null fields out', async () => {
    const body = { a: null, b: 1, c: { d: null, e: 1 } };
    expect((await sendBody(body, FORM, { ignoreNullValues: true }))?.body).toBe('b=1&c=%7Be%3D1%7D');
  });

  test.each([
    ['ISO-8859-1', 'ä b*~', 'a=%E4+b*%7E'],
    ['windows-1252', '€', 'a=%80'],
    ['Shift_JIS', 'あ', 'a=%82%A0'],
  ])('in %s', async (charset, value, expected) => {
    expect((await sendBody({ a: value }, `${FORM}; charset=${charset}`))?.body).toBe(expected);
  });
});

describe('text goes out in the charset its type says', () => {
  test.each<[string, JsonValue, Buffer]>([
    ['text/plain; charset=UTF-16', 'ä', Buffer.from([0xfe, 0xff, 0x00, 0xe4])],
    ['text/plain; charset="utf-16le"', 'ä', Buffer.from([0xe4, 0x00])],
    ['text/csv; charset=windows-1252', '€;“x”', Buffer.from([0x80, 0x3b, 0x93, 0x78, 0x94])],
    ['application/xml;charset=ISO-8859-15', '<a>€</a>', Buffer.from('<a>\xa4</a>', 'latin1')],
    ['application/json; charset=iso-8859-1', { a: 'ü' }, Buffer.from('{"a":"ü"}', 'latin1')],
    ['text/plain; charset=cp437', 'ä', Buffer.from([0x84])],
  ])('%s', async (contentType, body, bytes) => {
    const seen = await sendBody(body, contentType);
    expect(seen?.bytes).toEqual(bytes);
    expect(seen?.headers['content-type']).toBe(contentType);
  });
});
