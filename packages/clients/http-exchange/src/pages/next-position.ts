import type { JsonValue } from '@jobwright/json';
import { type HttpHeaders, readHeaderLines, resolveLink, toReference } from '@jobwright/http-client';
import { findLink } from './find-link.ts';
import { evaluateOnPage, type PageContext, type PageFacts, pagesInvalidError } from './page-expression.ts';
import type { ManyPages } from './pages.schema.ts';

/**
 * Where a page is: the first request of the model, the URL of a link, or the same request with the value of a
 * parameter.
 */
export type Position =
  | { readonly kind: 'first' }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly value: string | number | bigint };

export const chooseFirstPosition = (pages: ManyPages): Position =>
  pages.type === 'pageNumber'
    ? { kind: 'parameter', name: pages.parameter, value: pages.first }
    : { kind: 'first' };

interface Seen {
  readonly facts: PageFacts;
  readonly headers: HttpHeaders;
  /** The base of relative links on the page. */
  readonly url: string;
  readonly position: Position;
  readonly context: PageContext;
}

/**
 * The position of the page after this one; `undefined` if this is the last one. @throws ConnectorError
 * `HTTP_PAGES_INVALID`
 */
export async function findNextPosition(pages: ManyPages, seen: Seen): Promise<Position | undefined> {
  switch (pages.type) {
    case 'nextLink':
      return readLinkPosition(
        pages.next === undefined ? readNextLink(seen.headers) : await ask(pages.next, seen),
        seen,
      );
    case 'cursor':
      return readParameterPosition(pages.parameter, await ask(pages.next, seen));
    case 'pageNumber':
      return readParameterPosition(
        pages.parameter,
        pages.next === undefined ? countOn(seen) : await ask(pages.next, seen),
      );
  }
}

const ask = (expression: string, { facts, context }: Seen): Promise<JsonValue> =>
  evaluateOnPage(expression, facts, context);

const countOn = ({ facts, position }: Seen): JsonValue =>
  facts.items.length === 0 || position.kind !== 'parameter' ? null : Number(position.value) + 1;

const isEnd = (next: JsonValue): boolean =>
  next === null || next === false || (typeof next === 'string' && next.trim() === '');

function readLinkPosition(next: JsonValue, { url, facts }: Seen): Position | undefined {
  if (isEnd(next)) return undefined;
  const link = typeof next === 'string' ? resolveLink(next, url) : undefined;
  if (link === undefined) {
    throw pagesInvalidError(`the link to the page after page ${facts.page} is not a URL that can be called`);
  }
  const { origin } = new URL(url);
  if (link.origin !== origin) {
    throw pagesInvalidError(
      `page ${facts.page} links to ${link.origin}, which is another origin than ${origin}: credentials are not sent there`,
    );
  }
  return { kind: 'link', url: link.url };
}

function readParameterPosition(name: string, next: JsonValue): Position | undefined {
  if (isEnd(next)) return undefined;
  if (typeof next === 'string' || typeof next === 'number' || typeof next === 'bigint') {
    return { kind: 'parameter', name, value: next };
  }
  throw pagesInvalidError(
    'the result of the expression for the next page is neither text, a number nor null',
  );
}

function readNextLink(headers: HttpHeaders): JsonValue {
  const link = findLink(readHeaderLines(headers, 'link').join(', '), 'next');
  return link === undefined ? null : toReference(link);
}
