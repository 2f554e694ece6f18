import { parseMailboxes } from '../addresses/parse-mailboxes.ts';
import type { MessageHeaders } from '../mailbox/message-headers.ts';
import type { SearchCriteria, SearchTerm } from '../fields/search-criteria.schema.ts';

/** What is known of an email; without `text` it is not known what its body says. */
export interface KnownEmail {
  readonly headers: MessageHeaders;
  readonly text?: string;
}

/** Whether an email is like that; `undefined` when only its body can tell. */
export function matchesCriteria(criteria: SearchCriteria, email: KnownEmail): boolean | undefined {
  if ('field' in criteria) return matchesTerm(criteria, email);
  const results = criteria.criteria.map((each) => matchesCriteria(each, email));
  const decisive = criteria.operator === 'OR';
  if (results.includes(decisive)) return decisive;
  return results.includes(undefined) ? undefined : !decisive;
}

function matchesTerm({ field, value }: SearchTerm, { headers, text }: KnownEmail): boolean | undefined {
  switch (field) {
    case 'FROM':
      return matchesFrom(value, headers);
    case 'SUBJECT':
      return contains(headers.subject ?? '', value);
    case 'BODY':
      return text === undefined ? undefined : contains(text, value);
  }
}

/**
 * A whole address is compared as one. Part of one is looked for in addresses only, since a name may look like
 * any; other words in names and addresses.
 */
function matchesFrom(value: string, { from }: MessageHeaders): boolean {
  const parsed = parseMailboxes(value);
  const [only, ...others] = parsed.ok ? parsed.mailboxes : [];
  if (only !== undefined && others.length === 0)
    return from.some(({ address }) => address.toLowerCase() === only.address.toLowerCase());
  if (value.includes('@')) return from.some(({ address }) => contains(address, value));
  return from.some(({ name, address }) => contains(`${name} <${address}>`, value));
}

const contains = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());
