import { type OutgoingHttpHeaders, sensitiveHeaders } from 'node:http2';
import type { Dispatcher } from 'undici';

/** Headers of a connection, not of a request. */
const NOT_IN_HTTP2 = new Set(['connection', 'host', 'keep-alive', 'proxy-connection', 'upgrade']);
/** Kept out of the tables of header compression. */
const SENSITIVE = ['authorization', 'cookie', 'proxy-authorization'];

/** Converts the headers of a request to HTTP/2 (RFC 9113, 8.3); `Host` becomes `:authority`. */
export function toHttp2Headers({
  origin,
  path,
  method,
  headers,
}: Dispatcher.DispatchOptions): OutgoingHttpHeaders {
  // A map, as `__proto__` is a valid header name.
  const result = new Map<string, string | string[]>();
  const list = Array.isArray(headers) ? headers : [];
  let authority = new URL(String(origin)).host;
  for (let index = 0; index + 1 < list.length; index += 2) {
    const name = String(list[index]).toLowerCase();
    const value = String(list[index + 1]);
    if (name === 'host') authority = value;
    if (NOT_IN_HTTP2.has(name)) continue;
    const known = result.get(name);
    result.set(name, known === undefined ? value : [known, value].flat());
  }
  return {
    ':method': method,
    ':path': path,
    ':scheme': 'https',
    ':authority': authority,
    ...Object.fromEntries(result),
    [sensitiveHeaders]: SENSITIVE,
  };
}

/**
 * Names and values alternating, without the status. Node has them next to the map, which joins repeated
 * headers.
 */
export function listRawHeaders(raw: unknown, parsed: Readonly<Record<string, unknown>>): string[] {
  const list: unknown[] = Array.isArray(raw) ? raw : Object.entries(parsed).flat();
  const result: string[] = [];
  for (let index = 0; index + 1 < list.length; index += 2) {
    const name = String(list[index]);
    if (!name.startsWith(':')) result.push(name, String(list[index + 1]));
  }
  return result;
}
