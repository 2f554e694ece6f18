import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import type { HttpHeaders } from '../http-message.ts';
import { hideCredentials } from './hide-credentials.ts';
import type { OAuth } from './oauth.schema.ts';

const MAX_TEXT_LENGTH = 2_000;
const MAX_ITEMS = 50;
const MAX_DEPTH = 5;
/** Fields of a response that contains a token as well as an error. */
const TOKENS = /token$/i;
const SETS_COOKIE = 'set-cookie';

/**
 * What an error expression sees of a token endpoint's response: headers and body, without tokens and without
 * anything that was sent to it.
 */
export function describeAnswer(headers: HttpHeaders, body: JsonValue | undefined, oauth: OAuth): JsonObject {
  const hide = (text: string): string => hideCredentials(text, oauth).slice(0, MAX_TEXT_LENGTH);
  const lines = Object.entries(headers).flatMap(([name, value]): [string, JsonValue][] => {
    if (name.toLowerCase() === SETS_COOKIE) return [];
    return [[name, typeof value === 'string' ? hide(value) : value.map(hide)]];
  });
  return {
    response: { headers: Object.fromEntries(lines), body: describeValue(body ?? null, hide, MAX_DEPTH) },
  };
}

function describeValue(value: JsonValue, hide: (text: string) => string, depth: number): JsonValue {
  if (typeof value === 'string') return hide(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth === 0) return null;
  if (!isJsonObject(value))
    return value.slice(0, MAX_ITEMS).map((item) => describeValue(item, hide, depth - 1));
  const fields = Object.entries(value).slice(0, MAX_ITEMS);
  const shown = fields.filter(([name]) => !TOKENS.test(name));
  return Object.fromEntries(shown.map(([name, item]) => [hide(name), describeValue(item, hide, depth - 1)]));
}
