import type { SearchPage } from './read-page.ts';
import { type ComparePositions, type SortPosition } from './sort-order.ts';

interface Selection<T> {
  readonly page: readonly T[];
  readonly total: number;
}

/** Below this a list is sorted as a whole. */
const SMALL = 1_000;

/**
 * The first of the entries in order, so many that the page can be taken from them: the rest need no order.
 */
function takeFirst<T>(
  entries: readonly T[],
  count: number,
  compare: (first: T, second: T) => number,
): readonly T[] {
  if (entries.length <= SMALL || count * 4 >= entries.length)
    return entries.toSorted(compare).slice(0, count);
  let kept: T[] = [];
  let last: T | undefined;
  for (const entry of entries) {
    if (last !== undefined && compare(entry, last) > 0) continue;
    kept.push(entry);
    if (kept.length < 2 * count + SMALL) continue;
    kept = kept.sort(compare).slice(0, count);
    last = kept.at(-1);
  }
  return kept.sort(compare).slice(0, count);
}

/** The page of the entries that a request asks for, in order. */
export function selectPage<T extends SortPosition>(
  entries: readonly T[],
  page: SearchPage,
  { compare, cursor }: { readonly compare: ComparePositions; readonly cursor: SortPosition | undefined },
): Selection<T> {
  const total = entries.length;
  if (page.limit === 0) return { page: [], total };
  if (page.kind === 'from' || cursor === undefined) {
    const from = page.kind === 'from' ? page.from : 0;
    return { page: takeFirst(entries, from + page.limit, compare).slice(from), total };
  }
  if (page.kind === 'after') {
    const after = entries.filter((entry) => compare(entry, cursor) > 0);
    return { page: takeFirst(after, page.limit, compare), total };
  }
  const before = entries.filter((entry) => compare(entry, cursor) < 0);
  const backwards = (first: T, second: T): number => compare(second, first);
  return { page: takeFirst(before, page.limit, backwards).toReversed(), total };
}
