import { InputError } from '@jobwright/connector-sdk';
import { describeUrlProblem, type HeaderLine, type HttpRequest } from '@jobwright/http-client';
import type { Authentication } from './authentication.schema.ts';
import { type Entry, toEntries, type TextMap } from './input-schemas.ts';
import { toRequestBody } from './request-body.ts';
import type { RequestInput } from './send-request.schema.ts';

/** The official template offers a body for these; for the others a process variable `body` must not leak out. */
const METHODS_WITH_BODY: readonly string[] = ['POST', 'PUT', 'PATCH'];

/** What the official template writes for a password that is empty on purpose. */
const EMPTY_PASSWORD = 'SPEC_PASSWORD_EMPTY_PATTERN';

/** @throws InputError for what only shows when the parts come together */
export function toHttpRequest(input: RequestInput): HttpRequest {
  const credentials = toCredentials(input.authentication ?? { type: 'noAuth' });
  const given = toHeaderLines(input.headers ?? {}, credentials.headers);
  const contentType = given.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const body = METHODS_WITH_BODY.includes(input.method)
    ? toRequestBody({ body: input.body, contentType, ignoreNullValues: input.ignoreNullValues })
    : undefined;
  const defaults: HeaderLine[] =
    body !== undefined && contentType === undefined ? [['Content-Type', body.contentType]] : [];
  const url = addQuery(input.url, [...toEntries(input.queryParameters ?? {}), ...credentials.query]);
  const urlProblem = describeUrlProblem(url, { skipUrlEncoding: input.skipEncoding });
  if (urlProblem !== undefined) throw new InputError([{ path: 'url', message: urlProblem }]);
  const readTimeoutMs = toMs(input.readTimeoutInSeconds);
  return {
    method: input.method,
    url,
    headers: [...given, ...defaults],
    ...(body === undefined ? {} : { body: body.content }),
    followRedirects: input.followRedirects,
    skipUrlEncoding: input.skipEncoding,
    headersTimeoutMs: readTimeoutMs,
    bodyTimeoutMs: readTimeoutMs,
  };
}

const MAX_TIMER_MS = 2 ** 31 - 1;

export const toMs = (seconds: number): number => Math.min(Math.ceil(seconds * 1000), MAX_TIMER_MS);

interface Credentials {
  readonly headers: readonly HeaderLine[];
  readonly query: readonly HeaderLine[];
}

function toCredentials(authentication: Authentication): Credentials {
  switch (authentication.type) {
    case 'noAuth':
      return { headers: [], query: [] };
    case 'basic': {
      const { username, password = '' } = authentication;
      const pair = `${username}:${password === EMPTY_PASSWORD ? '' : password}`;
      return { headers: [['Authorization', `Basic ${Buffer.from(pair).toString('base64')}`]], query: [] };
    }
    case 'bearer':
      return { headers: [['Authorization', `Bearer ${authentication.token}`]], query: [] };
    case 'apiKey': {
      const line = [authentication.name, authentication.value] as const;
      return authentication.apiKeyLocation === 'query'
        ? { headers: [], query: [line] }
        : { headers: [line], query: [] };
    }
  }
}

/** Credentials replace a header of the same name. A `Content-Type` of null counts as not given. */
function toHeaderLines(headers: TextMap, credentials: readonly HeaderLine[]): readonly HeaderLine[] {
  const replaced = new Set(credentials.map(([name]) => name.toLowerCase()));
  const given = toEntries(headers).flatMap(([name, value]): HeaderLine[] => {
    const lowerCaseName = name.toLowerCase();
    if (replaced.has(lowerCaseName) || (value === null && lowerCaseName === 'content-type')) return [];
    return [[name, value ?? '']];
  });
  return [...given, ...credentials];
}

function addQuery(url: string, parameters: readonly Entry[]): string {
  if (parameters.length === 0) return url;
  const query = parameters
    .map(([name, value]) =>
      value === null ? encodeURIComponent(name) : `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
    )
    .join('&');
  const [address = '', ...fragment] = url.trim().split('#');
  const separator = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&';
  return [`${address}${separator}${query}`, ...fragment].join('#');
}
