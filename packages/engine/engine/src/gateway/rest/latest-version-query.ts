import { isJsonObject } from '@jobwright/json';
import type { SearchAnswer } from './search/answer-search.ts';
import { invalidArgument } from './search/invalid-argument.ts';
import { readSort } from './search/read-sort.ts';
import type { SearchFields } from '../../core/search/search-fields.ts';

const SORT_FIELDS = ['processDefinitionId', 'tenantId'];

/** Whether a request is for the latest versions only. */
export function isForLatest(body: unknown): boolean {
  const filter = isJsonObject(body) ? body['filter'] : undefined;
  return isJsonObject(filter) && filter['isLatestVersion'] === true;
}

/**
 * A search for the latest versions has fewer orders, and its pages go forward only. @throws Problem naming
 * what it has not
 */
export function checkLatestVersionQuery(fields: SearchFields<never>, body: unknown): void {
  if (!isJsonObject(body)) return;
  const { sort, page } = body;
  const unsupported = readSort(fields, sort).find(({ field }) => !SORT_FIELDS.includes(field));
  if (unsupported)
    throw invalidArgument(
      `When using isLatestVersion filter, sorting is limited to 'processDefinitionId' and 'tenantId' fields only. The field '${unsupported.field}' is not supported.`,
    );
  const place = isJsonObject(page)
    ? ['from', 'before'].find((name) => (page[name] ?? null) !== null)
    : undefined;
  if (place !== undefined)
    throw invalidArgument(
      `When using isLatestVersion filter, pagination is limited to forward pagination using 'after' and 'limit'. The field '${place}' is not supported.`,
    );
}

/** Nothing goes backwards from it. */
export const withoutStartCursor = ({ items, page }: SearchAnswer): SearchAnswer => ({
  items,
  page: { ...page, startCursor: null },
});
