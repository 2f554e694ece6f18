import type { Dispatcher } from 'undici';
import type { HttpHeaders } from './http-message.ts';

type RawHeaders = Dispatcher.DispatchController['rawHeaders'];
type Parsed = Readonly<Record<string, string | string[] | undefined>>;

/** Headers with names as the server wrote them; `parsed` has the same with names in lower case. */
export function readHeaders(rawHeaders: RawHeaders, parsed: Parsed): HttpHeaders {
  if (!Array.isArray(rawHeaders)) return {};
  if (Object.keys(parsed).length * 2 !== rawHeaders.length || Object.hasOwn(parsed, '__proto__'))
    return readRepeatedHeaders(rawHeaders);
  const headers: Record<string, string> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers[toText(rawHeaders[index])] = toText(rawHeaders[index + 1]);
  }
  return headers;
}

function readRepeatedHeaders(rawHeaders: readonly (Buffer | string)[]): HttpHeaders {
  const found = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = toText(rawHeaders[index]);
    const value = toText(rawHeaders[index + 1]);
    const known = found.get(name.toLowerCase());
    if (known === undefined) found.set(name.toLowerCase(), { name, values: [value] });
    else known.values.push(value);
  }
  return Object.fromEntries(
    [...found.values()].map(({ name, values }) => [name, values.length > 1 ? values : (values[0] ?? '')]),
  );
}

const toText = (raw: Buffer | string | undefined): string =>
  typeof raw === 'string' ? raw : (raw?.toString('latin1') ?? '');
