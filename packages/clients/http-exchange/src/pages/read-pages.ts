import type { ConnectorError } from '@jobwright/connector-sdk';
import { isJsonList, type JsonValue } from '@jobwright/json';
import type { HttpResult } from '../response/read-response.ts';
import { findNextPosition, type Position, chooseFirstPosition } from './next-position.ts';
import { evaluateOnPage, type PageContext, type PageFacts, pagesInvalidError } from './page-expression.ts';
import type { ManyPages } from './pages.schema.ts';
import { exchangeErrors } from '../exchange-errors.ts';

/** A page that was read. */
export interface Page {
  readonly items: readonly JsonValue[];
  readonly result: HttpResult;
  /** Whether there are more items than those read up to this page. */
  readonly hasMore: boolean;
}

export interface FetchedPage {
  readonly result: HttpResult;
  /** The base of relative links on the page. */
  readonly url: string;
}

export type FetchPage = (position: Position, page: number) => Promise<FetchedPage>;

/**
 * Reads page after page on demand, until the last one or a maximum.
 * @throws ConnectorError `HTTP_PAGES_INVALID`, `HTTP_PAGES_LOOP`, and whatever `fetchPage` throws
 */
export async function* readPages(
  pages: ManyPages,
  fetchPage: FetchPage,
  context: PageContext,
): AsyncGenerator<Page> {
  const { maxPages, maxItems = Infinity } = pages;
  const visited = new Set<string>();
  let position = chooseFirstPosition(pages);
  let itemCount = 0;
  for (let page = 1; ; page += 1) {
    const { result, url } = await fetchPage(position, page);
    visited.add(formatKey(position)).add(`link ${url}`);
    const { status, headers, body, reason } = result;
    const response = { status, headers, body, reason };
    const items = await readItems(pages, { response, page, items: [], itemCount }, context);
    itemCount += items.length;
    const facts = { response, page, items, itemCount };
    const next = await findNextPosition(pages, { facts, headers, url, position, context });
    const surplus = Math.max(itemCount - maxItems, 0);
    const isEnough = page >= maxPages || itemCount >= maxItems;
    yield {
      items: items.slice(0, items.length - surplus),
      result,
      hasMore: isEnough && (next !== undefined || surplus > 0),
    };
    if (isEnough || next === undefined) return;
    if (visited.has(formatKey(next))) throw pagesLoopError(page);
    position = next;
  }
}

const formatKey = (position: Position): string => {
  switch (position.kind) {
    case 'first':
      return 'first';
    case 'link':
      return `link ${position.url}`;
    case 'parameter':
      return `parameter ${position.value}`;
  }
};

const pagesLoopError = (page: number): ConnectorError =>
  exchangeErrors.HTTP_PAGES_LOOP({
    message: `The page after page ${page} was read before: the server, or the expression for the next page, goes in circles`,
  });

async function readItems(
  { items: expression }: ManyPages,
  facts: PageFacts,
  context: PageContext,
): Promise<readonly JsonValue[]> {
  const { body } = facts.response;
  const found = expression === undefined ? (body ?? []) : await evaluateOnPage(expression, facts, context);
  if (isJsonList(found)) return found;
  const what = found === null ? 'null' : typeof found === 'object' ? 'a map' : `a ${typeof found}`;
  throw pagesInvalidError(
    expression === undefined
      ? `the body of page ${facts.page} is ${what}, not a list: give an expression that says where the items are`
      : `the result of the expression for the items is ${what} on page ${facts.page}, not a list`,
  );
}
