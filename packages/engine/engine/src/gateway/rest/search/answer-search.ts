import { isJsonObject, type JsonObject } from '@jobwright/json';
import { createMatcher } from '../../../core/search/search-filter.ts';
import { Problem } from '../problem.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { unreadableProperty } from './invalid-argument.ts';
import { readFilter } from './read-filter.ts';
import { readPage, type SearchPage } from './read-page.ts';
import { readSort } from './read-sort.ts';
import type { SearchResource } from './search-resource.ts';
import {
  type ComparePositions,
  createComparison,
  createPositionReader,
  type SortPosition,
} from './sort-order.ts';

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

interface Positioned<T> {
  readonly record: T;
  readonly position: SortPosition;
}

/** How many of the sorted entries come before those for which the test holds. */
function countBefore<T>(entries: readonly T[], isReached: (entry: T) => boolean): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const entry = entries[middle];
    if (entry !== undefined && isReached(entry)) high = middle;
    else low = middle + 1;
  }
  return low;
}

function slicePage<T>(
  sorted: readonly Positioned<T>[],
  page: SearchPage,
  { compare, fieldCount }: { readonly compare: ComparePositions; readonly fieldCount: number },
): readonly Positioned<T>[] {
  if (page.kind === 'from') return sorted.slice(page.from, page.from + page.limit);
  const cursor = readCursor(page.cursor, fieldCount);
  if (page.kind === 'after') {
    const start = countBefore(sorted, ({ position }) => compare(position, cursor) > 0);
    return sorted.slice(start, start + page.limit);
  }
  const end = countBefore(sorted, ({ position }) => compare(position, cursor) >= 0);
  return sorted.slice(Math.max(0, end - page.limit), end);
}

function readBody(body: unknown): JsonObject {
  if (body === undefined || body === null) return {};
  if (!isJsonObject(body)) throw unreadableProperty('body');
  const unknown = Object.keys(body).find((name) => !PROPERTIES.includes(name));
  if (unknown !== undefined)
    throw new Problem(400, `There is no property '${unknown}'. Use any of: ${PROPERTIES.join(', ')}`);
  return body;
}

/** Answers a search request over the records of a resource. @throws Problem saying what is wrong with the request. */
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
  const compare = createComparison(sorts);
  const sorted: Positioned<T>[] = [];
  for (const record of records) if (matches(record)) sorted.push({ record, position: positionOf(record) });
  sorted.sort((first, second) => compare(first.position, second.position));
  const found = slicePage(sorted, page, { compare, fieldCount: sorts.length });
  const [first, last] = [found[0], found.at(-1)];
  return {
    items: found.map(({ record }) => render(record)),
    page: {
      totalItems: sorted.length,
      hasMoreTotalItems: false,
      startCursor: first ? writeCursor(first.position) : null,
      endCursor: last ? writeCursor(last.position) : null,
    },
  };
}
