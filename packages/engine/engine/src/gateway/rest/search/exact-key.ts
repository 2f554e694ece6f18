import { isJsonObject } from '@jobwright/json';

/**
 * The key that the filter of a search names for a field and nothing else, so that the records of others need
 * not be looked at.
 */
export function findExactKey(body: unknown, field: string): string | undefined {
  const filter = isJsonObject(body) ? body['filter'] : undefined;
  const condition = isJsonObject(filter) ? filter[field] : undefined;
  const value = isJsonObject(condition) ? condition['$eq'] : condition;
  return typeof value === 'string' ? value : undefined;
}
