import { expect } from 'vitest';
import type { AuthenticationCase } from './authentication-cases.ts';
import type { WireRequest } from './wire-backend.ts';

interface Seen {
  readonly request: WireRequest;
  readonly tokenRequests: readonly WireRequest[];
  /** The query of the request without what authenticates it. */
  readonly query: string;
}

/**
 * The request carries what this kind of authentication says and nothing of another; a token was fetched once,
 * or never.
 */
export function expectAuthenticated(
  { headers, query, token }: AuthenticationCase,
  { request, tokenRequests, query: ownQuery }: Seen,
): void {
  for (const [name, value] of Object.entries(headers)) expect(request.headers[name], name).toBe(value);
  expect(request.query).toBe([ownQuery, query].filter((part) => part !== '').join('&'));
  expect(tokenRequests).toHaveLength(token === undefined ? 0 : 1);
  const [sent] = tokenRequests;
  if (token === undefined || sent === undefined) return;
  expect(sent.method).toBe('POST');
  expect(sent.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
  expect(sent.headers.authorization).toBe(token.authorization);
  expect(Object.fromEntries(new URLSearchParams(sent.body))).toEqual(token.form);
}
