import type { SearchCriteria } from '../fields/search-criteria.schema.ts';
import type { MailContext } from '../mail-context.ts';
import type { FoundMessage } from '../mailbox/listed-message.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import { checkResultCount } from '../mailbox/result-limit.ts';
import { confirmSenders } from './confirm-senders.ts';
import { useImap } from './imap-client.ts';
import { refusalFailure } from './imap-failure.ts';
import { openFolder } from './imap-folder.ts';
import { listSummaries } from './imap-messages.ts';
import { toImapSearch } from './imap-search.ts';

/** Which messages to find in a folder. */
export interface ImapSearch {
  readonly server: MailboxServer;
  readonly folder: string;
  /** Default: all messages. */
  readonly criteria?: SearchCriteria | null | undefined;
}

/**
 * Finds messages in a folder by the server's own search, in the order of the folder; at most 10,000.
 * @throws MailError; failures of the token endpoint
 */
export function searchImapMessages(
  { server, folder, criteria }: ImapSearch,
  context: MailContext,
): Promise<readonly FoundMessage[]> {
  return useImap(server, context, async (connection) => {
    await openFolder(connection, { server, folder, readOnly: true });
    const query = criteria ? toImapSearch(criteria) : { all: true };
    const uids = await connection.search(query, { uid: true });
    if (!Array.isArray(uids)) throw refusalFailure(connection, { server, commands: ['SEARCH'] });
    checkResultCount(uids.length);
    const confirmed = criteria ? await confirmSenders(connection, { server, criteria, uids }) : uids;
    const inOrder = [...confirmed].sort((one, other) => one - other);
    const found = await listSummaries(connection, inOrder);
    return found.map(({ messageId, subject }) => ({ messageId, subject }));
  });
}
