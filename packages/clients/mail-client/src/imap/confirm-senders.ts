import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import { parseMessageHeaders } from '../mailbox/message-headers.ts';
import { parseMailboxes } from '../addresses/parse-mailboxes.ts';
import type { ReadAddress } from '../mime/read-addresses.ts';
import type { SearchCriteria, SearchTerm } from '../fields/search-criteria.schema.ts';
import type { ImapConnection } from './imap-client.ts';
import { refusalFailure } from './imap-failure.ts';
import { toImapSearch } from './imap-search.ts';

/** So many headers are asked for, or emails searched again, at once. */
const PAGE_SIZE = 500;

export interface FoundEmails {
  readonly server: MailboxServer;
  readonly criteria: SearchCriteria;
  readonly uids: readonly number[];
}

/**
 * Of the emails that the server found those that are from whom the criteria say. Servers look for a sender in
 * the whole header, where a name can look like any address: what is looked for with an `@` has to be in an
 * address. Where other criteria of the email decide then, the server is asked again.
 */
export async function confirmSenders(
  connection: ImapConnection,
  { server, criteria, uids }: FoundEmails,
): Promise<readonly number[]> {
  if (!hasAddress(criteria)) return uids;
  const confirmed: number[] = [];
  const open = new Map<string, { readonly criteria: SearchCriteria; readonly uids: number[] }>();
  for (const page of splitIntoPages(uids)) {
    for await (const { uid, headers } of connection.fetch(page, { headers: ['from'] }, { uid: true })) {
      const { from } = await parseMessageHeaders(headers ?? new Uint8Array());
      const rest = isAllFrom(criteria, from) || settle(criteria, from);
      if (rest === true) confirmed.push(uid);
      if (typeof rest === 'boolean') continue;
      const key = JSON.stringify(rest);
      const group = open.get(key) ?? { criteria: rest, uids: [] };
      group.uids.push(uid);
      open.set(key, group);
    }
  }
  for (const group of open.values()) {
    for (const page of splitIntoPages(group.uids)) {
      const query = { uid: page.join(','), ...toImapSearch(group.criteria) };
      const found = await connection.search(query, { uid: true });
      if (!Array.isArray(found)) throw refusalFailure(connection, { server, commands: ['SEARCH'] });
      confirmed.push(...found.filter((uid) => page.includes(uid)));
    }
  }
  return confirmed;
}

const splitIntoPages = (uids: readonly number[]): readonly number[][] =>
  Array.from({ length: Math.ceil(uids.length / PAGE_SIZE) }, (_, index) =>
    uids.slice(index * PAGE_SIZE, (index + 1) * PAGE_SIZE),
  );

const isAddressTerm = (criteria: SearchCriteria): criteria is SearchTerm =>
  'field' in criteria && criteria.field === 'FROM' && criteria.value.includes('@');

const hasAddress = (criteria: SearchCriteria): boolean =>
  'field' in criteria ? isAddressTerm(criteria) : criteria.criteria.some(hasAddress);

/** Then the server and the header say the same. */
const isAllFrom = (criteria: SearchCriteria, from: readonly ReadAddress[]): boolean =>
  'field' in criteria
    ? !isAddressTerm(criteria) || isFrom(criteria.value, from)
    : criteria.criteria.every((each) => isAllFrom(each, from));

/** What is left to decide of the criteria once the senders are known. */
function settle(criteria: SearchCriteria, from: readonly ReadAddress[]): SearchCriteria | boolean {
  if ('field' in criteria) return isAddressTerm(criteria) ? isFrom(criteria.value, from) : criteria;
  const decisive = criteria.operator === 'OR';
  const rest: SearchCriteria[] = [];
  for (const each of criteria.criteria) {
    const settled = settle(each, from);
    if (settled === decisive) return decisive;
    if (typeof settled !== 'boolean') rest.push(settled);
  }
  const [only, ...others] = rest;
  if (only === undefined) return !decisive;
  return others.length === 0 ? only : { operator: criteria.operator, criteria: rest };
}

function isFrom(value: string, from: readonly ReadAddress[]): boolean {
  const parsed = parseMailboxes(value);
  const [only, ...others] = parsed.ok ? parsed.mailboxes : [];
  const wanted = (only !== undefined && others.length === 0 ? only.address : value).toLowerCase();
  return from.some(({ address }) => address.toLowerCase().includes(wanted));
}
