import { isJsonList, isJsonObject, type JsonValue } from '@jobwright/json';
import type { SearchFields } from '../../../core/search/search-fields.ts';
import { Problem } from '../problem.ts';
import { invalidArgument, unexpectedValue, unreadableProperty } from './invalid-argument.ts';

export interface SortBy {
  readonly field: string;
  readonly isDescending: boolean;
}

const MAX_SORT_FIELDS = 100;
const ORDERS = ['ASC', 'DESC'] as const;

function readSortField(entry: JsonValue, names: readonly string[]): SortBy {
  if (!isJsonObject(entry)) throw unreadableProperty('sort');
  const { field, order, ...rest } = entry;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) throw new Problem(400, `There is no property 'sort.${unknown}'`);
  if (field === undefined || field === null) throw invalidArgument('Sort field must not be null.');
  if (typeof field !== 'string' || !names.includes(field)) throw unexpectedValue(field, 'field', names);
  const direction = typeof order === 'string' ? order.toUpperCase() : (order ?? 'ASC');
  if (!ORDERS.some((known) => known === direction)) throw unexpectedValue(order, 'order', ORDERS);
  return { field, isDescending: direction === 'DESC' };
}

/** What a request sorts by. @throws Problem naming a field or order that there is not. */
export function readSort(fields: SearchFields<never>, sort: JsonValue | undefined): readonly SortBy[] {
  if (sort === undefined || sort === null) return [];
  if (!isJsonList(sort)) throw unreadableProperty('sort');
  if (sort.length > MAX_SORT_FIELDS)
    throw invalidArgument(`The provided sort exceeds the limit of ${MAX_SORT_FIELDS} fields.`);
  const names = Object.entries(fields).flatMap(([name, { usedFor }]) => (usedFor === 'filter' ? [] : [name]));
  return sort.map((entry) => readSortField(entry, names));
}
