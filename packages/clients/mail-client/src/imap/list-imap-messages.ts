import type { FetchMessageObject, FetchQueryObject } from 'imapflow';
import type { MailContext } from '../mail-context.ts';
import type { ListedMessage } from '../mailbox/listed-message.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import { parseMessageHeaders, toMs } from '../mailbox/message-headers.ts';
import { createRanking } from '../mailbox/ranking.ts';
import { checkResultCount } from '../mailbox/result-limit.ts';
import { useImap } from './imap-client.ts';
import { openFolder } from './imap-folder.ts';
import { listSummaries } from './imap-messages.ts';

/** What to list of a folder, and in which order. */
export interface ImapListing {
  readonly server: MailboxServer;
  /** Levels separated by `.` or `/`. */
  readonly folder: string;
  readonly sortField: 'RECEIVED_DATE' | 'SENT_DATE' | 'SIZE';
  readonly sortOrder: 'ASC' | 'DESC';
  /** How many messages to give, at most 10,000. */
  readonly limit: number;
}

/**
 * Lists the first messages of a folder in the order asked for. Of all others only what they are sorted by is
 * fetched, and not kept.
 * @throws MailError; failures of the token endpoint
 */
export function listImapMessages(
  { server, folder, sortField, sortOrder, limit }: ImapListing,
  context: MailContext,
): Promise<readonly ListedMessage[]> {
  return useImap(server, context, async (connection) => {
    await openFolder(connection, { server, folder, readOnly: true });
    const exists = connection.mailbox === false ? 0 : connection.mailbox.exists;
    if (exists === 0) return [];
    checkResultCount(Math.min(exists, limit));
    const ranking = createRanking<number>({ limit, order: sortOrder });
    for await (const message of connection.fetch('1:*', QUERIES[sortField])) {
      ranking.add(await readSortValue(message, sortField), message.uid);
    }
    return listSummaries(connection, ranking.list());
  });
}

const QUERIES: Readonly<Record<ImapListing['sortField'], FetchQueryObject>> = {
  RECEIVED_DATE: { internalDate: true },
  SENT_DATE: { headers: ['date'] },
  SIZE: { size: true },
};

async function readSortValue(
  message: FetchMessageObject,
  sortField: ImapListing['sortField'],
): Promise<number> {
  switch (sortField) {
    case 'RECEIVED_DATE':
      return toMs(message.internalDate);
    case 'SIZE':
      return message.size ?? 0;
    case 'SENT_DATE':
      return (await parseMessageHeaders(message.headers ?? new Uint8Array())).sentAtMs;
  }
}
