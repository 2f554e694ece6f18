import type { OperationContext } from '@jobwright/connector-sdk';
import type { FetchMessageObject, FetchQueryObject } from 'imapflow';
import {
  useImap,
  openFolder,
  listSummaries,
  parseMessageHeaders,
  toMs,
  createRanking,
  checkResultCount,
} from '@jobwright/mail-client';
import { toImapServer } from './imap-server.ts';
import type { ListEmailsImapInput, ListEmailsImapOutput } from './list-emails-imap.schema.ts';

type SortField = ListEmailsImapInput['data']['imapAction']['sortField'];

/**
 * Lists the first emails of a folder in the order asked for. Of all others only what they are sorted by is fetched, and not kept.
 * @throws ConnectorError, RetryableError with the codes of `mailbox-failure.ts`
 */
export async function listEmailsImap(
  input: ListEmailsImapInput,
  context: OperationContext,
): Promise<ListEmailsImapOutput> {
  const { maxToBeRead, sortField, sortOrder, listEmailsFolder: folder } = input.data.imapAction;
  const server = toImapServer(input);
  return useImap(server, context, async (connection) => {
    await openFolder(connection, { server, folder, readOnly: true });
    const exists = connection.mailbox === false ? 0 : connection.mailbox.exists;
    if (exists === 0) return [];
    checkResultCount(Math.min(exists, maxToBeRead));
    const ranking = createRanking<number>({ limit: maxToBeRead, order: sortOrder });
    for await (const message of connection.fetch('1:*', QUERIES[sortField])) {
      ranking.add(await toSortValue(message, sortField), message.uid);
    }
    return [...(await listSummaries(connection, ranking.list()))];
  });
}

const QUERIES: Readonly<Record<SortField, FetchQueryObject>> = {
  RECEIVED_DATE: { internalDate: true },
  SENT_DATE: { headers: ['date'] },
  SIZE: { size: true },
};

async function toSortValue(message: FetchMessageObject, sortField: SortField): Promise<number> {
  switch (sortField) {
    case 'RECEIVED_DATE':
      return toMs(message.internalDate);
    case 'SIZE':
      return message.size ?? 0;
    case 'SENT_DATE':
      return (await parseMessageHeaders(message.headers ?? new Uint8Array())).sentAtMs;
  }
}
