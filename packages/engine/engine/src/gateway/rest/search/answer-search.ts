import { isJsonObject, type JsonObject } from '@jobwright/json';
import { createMatcher } from '../../../core/search/search-filter.ts';
import { Problem } from '../problem.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { unreadableProperty } from './invalid-argument.ts';
import { readFilter } from './read-filter.ts';
import { readPage } from './read-page.ts';
import { readSort } from './read-sort.ts';
import { selectPage } from './select-page.ts';
import type { SearchResource } from './search-resource.ts';
import { createComparison, createPositionReader, type SortPosition } from './sort-order.ts';

export interface SearchAnswer {
  readonly items: readonly object[];
  readonly page: {
    readonly totalItems: number;
    readonly hasMoreTotalItems: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const PROPERTIES = ['filter', 'sort', 'page'];

interface Positioned<T> extends SortPosition {
  readonly record: T;
}

function readBody(body: unknown): JsonObject {
  if (body === undefined || body === null) return {};
  if (!isJsonObject(body)) throw unreadableProperty('body');
  const unknown = Object.keys(body).find((name) => !PROPERTIES.includes(name));
  if (unknown !== undefined)
    throw new Problem(400, `There is no property '${unknown}'. Use any of: ${PROPERTIES.join(', ')}`);
  return body;
}

/**
 * Answers a search request over the records of a resource. @throws Problem saying what is wrong with the
 * request.
 */
export function answerSearch<T>(
  resource: SearchResource<T>,
  records: Iterable<T>,
  body: unknown,
): SearchAnswer {
  const { fields, hasAlternatives, render } = resource;
  const request = readBody(body);
  const matches = createMatcher(fields, readFilter(fields, request.filter, { hasAlternatives }));
  const sorts = readSort(fields, request.sort);
  const page = readPage(request.page);
  const positionOf = createPositionReader(resource, sorts);
  const compare = createComparison(sorts, resource);
  const matching: Positioned<T>[] = [];
  for (const record of records) if (matches(record)) matching.push({ record, ...positionOf(record) });
  const cursor = page.kind === 'from' ? undefined : readCursor(page.cursor, sorts.length);
  const { page: found, total } = selectPage(matching, page, { compare, cursor });
  const [first, last] = [found[0], found.at(-1)];
  return {
    items: found.map(({ record }) => render(record)),
    page: {
      totalItems: total,
      hasMoreTotalItems: false,
      startCursor: first ? writeCursor(first) : null,
      endCursor: last ? writeCursor(last) : null,
    },
  };
}
