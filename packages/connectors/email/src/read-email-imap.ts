import type { OperationContext } from '@jobwright/connector-sdk';
import { useImap } from './imap/imap-client.ts';
import { openFolder } from './imap/imap-folder.ts';
import { findByMessageId, openMessage } from './imap/imap-messages.ts';
import { toImapServer } from './imap/imap-server.ts';
import { mailboxFailure } from './mailbox/mailbox-failure.ts';
import { readMessage } from './mailbox/read-message.ts';
import { toReadEmail } from './mailbox/to-read-email.ts';
import type { ReadEmailImapInput, ReadEmailImapOutput } from './read-email-imap.schema.ts';

/**
 * Reads one email, its attachments into the document store. It is not marked as seen.
 * @throws ConnectorError, RetryableError with the codes of `mailbox-failure.ts`
 */
export async function readEmailImap(
  input: ReadEmailImapInput,
  context: OperationContext,
): Promise<ReadEmailImapOutput> {
  const { messageId, readEmailFolder: folder } = input.data.imapAction;
  const server = toImapServer(input);
  return useImap(server, context, async (connection) => {
    await openFolder(connection, { server, folder, readOnly: true });
    const uid = await findByMessageId(connection, { server, messageId });
    const message = uid === undefined ? undefined : await openMessage(connection, uid);
    if (message === undefined) throw mailboxFailure.messageNotFound(messageId, folder);
    const parts = await readMessage(message.content, context);
    return toReadEmail(parts, { messageId, size: message.size, receivedAt: message.receivedAt });
  });
}
