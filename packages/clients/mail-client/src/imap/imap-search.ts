import type { SearchObject } from 'imapflow';
import type { SearchCriteria } from '../fields/search-criteria.schema.ts';

/** Criteria as the server's own SEARCH: it finds, we do not fetch what is not wanted. */
export function toImapSearch(criteria: SearchCriteria): SearchObject {
  if ('field' in criteria) return { [FIELDS[criteria.field]]: criteria.value };
  const parts = criteria.criteria.map(toImapSearch);
  const [only, ...others] = parts;
  if (only !== undefined && others.length === 0) return only;
  if (criteria.operator === 'OR') return { or: parts };
  // One object holds a key once: "all of them" is then "none of them not".
  const keys = parts.flatMap((part) => Object.keys(part));
  if (new Set(keys).size === keys.length)
    return parts.reduce<SearchObject>((all, part) => ({ ...all, ...part }), {});
  return { not: { or: parts.map((part) => ({ not: part })) } };
}

const FIELDS = { FROM: 'from', SUBJECT: 'subject', BODY: 'body' } as const;
