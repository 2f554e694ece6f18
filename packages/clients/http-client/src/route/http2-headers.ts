import { type OutgoingHttpHeaders, sensitiveHeaders } from 'node:http2';
import type { Dispatcher } from 'undici';

/** Of one connection, not of the request. */
const NOT_IN_HTTP2 = new Set(['connection', 'host', 'keep-alive', 'proxy-connection', 'upgrade']);
/** Not kept in the tables that compress headers. */
const SENSITIVE = ['authorization', 'cookie', 'proxy-authorization'];

/** The headers of a request in the form of HTTP/2 (RFC 9113, 8.3). */
export function toHttp2Headers({
  origin,
  path,
  method,
  headers,
}: Dispatcher.DispatchOptions): OutgoingHttpHeaders {
  // A map: `__proto__` is the name of a header like any other.
  const result = new Map<string, string | string[]>();
  const list = Array.isArray(headers) ? headers : [];
  for (let index = 0; index + 1 < list.length; index += 2) {
    const name = String(list[index]).toLowerCase();
    const value = String(list[index + 1]);
    if (NOT_IN_HTTP2.has(name)) continue;
    const known = result.get(name);
    result.set(name, known === undefined ? value : [known, value].flat());
  }
  return {
    ':method': method,
    ':path': path,
    ':scheme': 'https',
    ':authority': new URL(String(origin)).host,
    ...Object.fromEntries(result),
    [sensitiveHeaders]: SENSITIVE,
  };
}

/** Names and values in turn, without the status. Node gives them besides the map, which has repeated ones in one text. */
export function listRawHeaders(raw: unknown, parsed: Readonly<Record<string, unknown>>): string[] {
  const list: unknown[] = Array.isArray(raw) ? raw : Object.entries(parsed).flat();
  const result: string[] = [];
  for (let index = 0; index + 1 < list.length; index += 2) {
    const name = String(list[index]);
    if (!name.startsWith(':')) result.push(name, String(list[index + 1]));
  }
  return result;
}
