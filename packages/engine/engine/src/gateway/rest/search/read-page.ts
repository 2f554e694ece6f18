import { isJsonObject, type JsonValue } from '@jobwright/json';
import { Problem } from '../problem.ts';
import { invalidArgument, unreadableProperty } from './invalid-argument.ts';

/** The part of the records that a request asks for. */
export type SearchPage = { readonly limit: number } & (
  | { readonly kind: 'from'; readonly from: number }
  | { readonly kind: 'after' | 'before'; readonly cursor: string }
);

const PROPERTIES = ['from', 'after', 'before', 'limit'] as const;
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 10_000;
const MAX_FROM = 2 ** 31 - 1;
const FIRST_PAGE: SearchPage = { kind: 'from', from: 0, limit: DEFAULT_LIMIT };

function readNumber(value: JsonValue, property: string, max: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) throw unreadableProperty(`page.${property}`);
  if (value < 0 || value > max)
    throw invalidArgument(`The value for page.${property} is '${value}' but must be between 0 and ${max}.`);
  return value;
}

function readCursor(value: JsonValue, property: string): string {
  if (typeof value !== 'string') throw unreadableProperty(`page.${property}`);
  return value;
}

/** The page of a request, by an offset or by a cursor. @throws Problem when it is both, or neither. */
export function readPage(page: JsonValue | undefined): SearchPage {
  if (page === undefined || page === null) return FIRST_PAGE;
  if (!isJsonObject(page)) throw unreadableProperty('page');
  const { from = null, after = null, before = null, limit = null, ...rest } = page;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new Problem(400, `There is no property 'page.${unknown}'`);
  const places = [from, after, before].filter((value) => value !== null);
  if (places.length > 1) throw new Problem(400, 'Only one of [from, after, before] is allowed.');
  if (places.length === 0 && limit === null)
    throw new Problem(400, `At least one of [${PROPERTIES.join(', ')}] is required.`);
  const size = { limit: limit === null ? DEFAULT_LIMIT : readNumber(limit, 'limit', MAX_LIMIT) };
  if (after !== null) return { ...size, kind: 'after', cursor: readCursor(after, 'after') };
  if (before !== null) return { ...size, kind: 'before', cursor: readCursor(before, 'before') };
  return { ...size, kind: 'from', from: from === null ? 0 : readNumber(from, 'from', MAX_FROM) };
}
