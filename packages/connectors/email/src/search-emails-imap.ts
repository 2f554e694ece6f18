import type { OperationContext } from '@jobwright/connector-sdk';
import {
  confirmSenders,
  useImap,
  toRefusal,
  openFolder,
  listSummaries,
  toImapSearch,
  checkResultCount,
} from '@jobwright/mail-client';
import { toImapServer } from './imap-server.ts';
import type { SearchEmailsImapInput, SearchEmailsImapOutput } from './search-emails-imap.schema.ts';

/**
 * Finds emails in a folder by the server's own search, in the order of the folder.
 * @throws ConnectorError, RetryableError with the codes of `mailbox-failure.ts`
 */
export async function searchEmailsImap(
  input: SearchEmailsImapInput,
  context: OperationContext,
): Promise<SearchEmailsImapOutput> {
  const { criteria, searchEmailFolder: folder } = input.data.imapAction;
  const server = toImapServer(input);
  return useImap(server, context, async (connection) => {
    await openFolder(connection, { server, folder, readOnly: true });
    const query = criteria ? toImapSearch(criteria) : { all: true };
    const uids = await connection.search(query, { uid: true });
    if (!Array.isArray(uids)) throw toRefusal(connection, { server, commands: ['SEARCH'] });
    checkResultCount(uids.length);
    const confirmed = criteria ? await confirmSenders(connection, { server, criteria, uids }) : uids;
    const inOrder = [...confirmed].sort((one, other) => one - other);
    const found = await listSummaries(connection, inOrder);
    return found.map(({ messageId, subject }) => ({ messageId, subject }));
  });
}
