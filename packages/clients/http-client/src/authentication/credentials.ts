import { addQuery } from '../inputs/text-map.ts';
import type { HeaderLine, HttpRequest } from '../http-message.ts';
import type { Authentication } from './authentication.schema.ts';

/** The kinds of authentication that need no token endpoint. */
export type StaticAuthentication = Extract<
  Authentication,
  { readonly type: 'noAuth' | 'basic' | 'bearer' | 'apiKey' }
>;

/** A copy of the request with the credentials in it; they replace a header of the same name. */
export function withCredentials(request: HttpRequest, authentication: StaticAuthentication): HttpRequest {
  switch (authentication.type) {
    case 'noAuth':
      return request;
    case 'basic':
      return withHeader(request, [
        'Authorization',
        encodeBasicCredentials(authentication.username, authentication.password),
      ]);
    case 'bearer':
      return withBearer(request, authentication.token);
    case 'apiKey': {
      const { apiKeyLocation, name, value } = authentication;
      return apiKeyLocation === 'query'
        ? { ...request, url: addQuery(request.url, [[name, value]]) }
        : withHeader(request, [name, value]);
    }
  }
}

/** RFC 6750, 2.1. */
export const withBearer = (request: HttpRequest, token: string): HttpRequest =>
  withHeader(request, ['Authorization', `Bearer ${token}`]);

/** The value of an `Authorization` header for user name and password in UTF-8 (Basic, RFC 7617). */
export const encodeBasicCredentials = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

function withHeader(request: HttpRequest, line: HeaderLine): HttpRequest {
  const others = request.headers?.filter(([name]) => name.toLowerCase() !== line[0].toLowerCase()) ?? [];
  return { ...request, headers: [...others, line] };
}
