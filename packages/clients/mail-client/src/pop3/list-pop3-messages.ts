import type { MailContext } from '../mail-context.ts';
import type { ListedMessage } from '../mailbox/listed-message.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import { parseMessageHeaders } from '../mailbox/message-headers.ts';
import { createRanking } from '../mailbox/ranking.ts';
import { checkResultCount } from '../mailbox/result-limit.ts';
import { usePop3 } from './pop3-client.ts';
import type { MessageHead, Pop3Message, Pop3Session } from './pop3-session.ts';

/** What to list of the inbox, and in which order. */
export interface Pop3Listing {
  readonly server: MailboxServer;
  readonly sortField: 'SENT_DATE' | 'SIZE';
  readonly sortOrder: 'ASC' | 'DESC';
  /** How many messages to give, at most 10,000. */
  readonly limit: number;
}

/**
 * Lists the first messages of the inbox in the order asked for. By size only their headers are read; by date,
 * those of all messages.
 * @throws MailError; failures of the token endpoint
 */
export function listPop3Messages(
  listing: Pop3Listing,
  context: MailContext,
): Promise<readonly ListedMessage[]> {
  return usePop3(listing.server, context, async (session) => {
    const messages = await session.list();
    checkResultCount(Math.min(messages.length, listing.limit));
    return listing.sortField === 'SIZE'
      ? listBySize(session, messages, listing)
      : listByDate(session, messages, listing);
  });
}

async function listBySize(
  session: Pop3Session,
  messages: readonly Pop3Message[],
  { limit, sortOrder }: Pop3Listing,
): Promise<readonly ListedMessage[]> {
  const ranking = createRanking<Pop3Message>({ limit, order: sortOrder });
  for (const message of messages) ranking.add(message.size, message);
  const listed: ListedMessage[] = [];
  for await (const head of session.readHeaders(ranking.list())) listed.push((await readListed(head)).listed);
  return listed;
}

async function listByDate(
  session: Pop3Session,
  messages: readonly Pop3Message[],
  { limit, sortOrder }: Pop3Listing,
): Promise<readonly ListedMessage[]> {
  const ranking = createRanking<ListedMessage>({ limit, order: sortOrder });
  for await (const head of session.readHeaders(messages)) {
    const { listed, sentAtMs } = await readListed(head);
    ranking.add(sentAtMs, listed);
  }
  return ranking.list();
}

async function readListed({ message, header }: MessageHead) {
  const { messageId, fromAddress, subject, sentAtMs } = await parseMessageHeaders(header);
  const listed: ListedMessage = { messageId, fromAddress, subject, size: message.size };
  return { listed, sentAtMs };
}
