import type { HttpMethod } from '@jobwright/http-client';
import { expect, test } from 'vitest';
import { idempotencyHeaderInput, createIdempotencyHeaders } from './idempotency.ts';

const of = (method: HttpMethod, header: string | undefined = 'X-Key') =>
  createIdempotencyHeaders({ header, method, key: 'k', given: [] });

test.each<HttpMethod>(['POST', 'PUT', 'PATCH', 'DELETE'])('%s carries the key', (method) => {
  expect(of(method)).toEqual([['X-Key', 'k']]);
});

test.each<HttpMethod>(['GET', 'HEAD', 'OPTIONS'])('%s changes nothing and carries none', (method) => {
  expect(of(method)).toEqual([]);
});

test('without a header there is no key, and a key of the model counts', () => {
  expect(createIdempotencyHeaders({ header: undefined, method: 'POST', key: 'k', given: [] })).toEqual([]);
  const given = [['x-KEY', 'order-7']] as const;
  expect(createIdempotencyHeaders({ header: 'X-Key', method: 'POST', key: 'k', given })).toEqual([]);
});

test.each(['X Key', 'X-Key: 1\r\nX', 'Content-Length'])('%j is no header to give', (name) => {
  expect(idempotencyHeaderInput.safeParse(name).success).toBe(false);
});

test.each([undefined, null, '', ' '])('%j asks for none', (name) => {
  expect(idempotencyHeaderInput.parse(name)).toBeUndefined();
});
