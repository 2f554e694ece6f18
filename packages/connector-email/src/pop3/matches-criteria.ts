import { parseMailboxes } from '../mailbox.ts';
import type { MessageHeaders } from '../mailbox/message-headers.ts';
import type { SearchCriteria, SearchTerm } from '../search-criteria.schema.ts';

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

/** A whole address is compared as one; anything else is looked for in the header. */
function matchesFrom(value: string, { fromAddress, fromText }: MessageHeaders): boolean {
  const parsed = parseMailboxes(value);
  const [only, ...others] = parsed.ok ? parsed.mailboxes : [];
  if (only === undefined || others.length > 0) return contains(fromText, value);
  return fromAddress?.toLowerCase() === only.address.toLowerCase();
}

const contains = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());
