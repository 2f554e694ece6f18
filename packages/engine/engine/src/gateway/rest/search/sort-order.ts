import { compareValues, type FilterValue } from '../../../core/search/field-filter.ts';
import { listOfValues } from '../../../core/search/list-of-values.ts';
import type { SortBy } from './read-sort.ts';
import type { SearchResource } from './search-resource.ts';

/** Where a record is in the order of a search; null stands for a field without a value. */
export interface SortPosition {
  readonly values: readonly (FilterValue | null)[];
  readonly key: string;
}

/** Characters of a text that it is sorted by: they are in cursors too. */
const MAX_SORT_LENGTH = 1_000;
const shorten = (value: FilterValue | null): FilterValue | null =>
  typeof value === 'string' ? value.slice(0, MAX_SORT_LENGTH) : value;

const NO_VALUES: SortPosition['values'] = [];

export type ComparePositions = (first: SortPosition, second: SortPosition) => number;

/** Keys of the engine have the same number of digits, others may be shorter. */
const compareNumbers = (first: string, second: string): number =>
  first.length === second.length ? compareValues(first, second) : first.length - second.length;

/** Fields without a value come last, and first in descending order. */
function compareNullable(first: FilterValue | null, second: FilterValue | null): number {
  if (first === null || second === null) return Number(first === null) - Number(second === null);
  return compareValues(first, second);
}

export function createPositionReader<T>(
  { fields, keyOf }: SearchResource<T>,
  sorts: readonly SortBy[],
): (record: T) => SortPosition {
  const readers = sorts.map(({ field: name }) => {
    const field = fields[name];
    if (!field || field.type === 'variables' || field.type === 'nested') return () => null;
    return (record: T): FilterValue | null => shorten(listOfValues(field.read(record))[0] ?? null);
  });
  if (readers.length === 0) return (record) => ({ values: NO_VALUES, key: keyOf(record) });
  return (record) => ({ values: readers.map((read) => read(record)), key: keyOf(record) });
}

export function createComparison(
  sorts: readonly SortBy[],
  { hasTextKeys = false }: Pick<SearchResource<never>, 'hasTextKeys'>,
): ComparePositions {
  const compareKeys = hasTextKeys ? compareValues : compareNumbers;
  if (sorts.length === 0) return (first, second) => compareKeys(first.key, second.key);
  return (first, second) => {
    for (const [index, { isDescending }] of sorts.entries()) {
      const order = compareNullable(first.values[index] ?? null, second.values[index] ?? null);
      if (order !== 0) return isDescending ? -order : order;
    }
    return compareKeys(first.key, second.key);
  };
}
