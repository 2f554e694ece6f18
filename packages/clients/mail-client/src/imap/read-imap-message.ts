import type { ReadContext } from '../mail-context.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import { type MessageInFolder, messageNotFoundError } from '../mailbox/message-not-found.ts';
import { readMessage } from '../mailbox/read-message.ts';
import { type ReceivedMessage, buildReceivedMessage } from '../mailbox/received-message.ts';
import { useImap } from './imap-client.ts';
import { openFolder } from './imap-folder.ts';
import { findByMessageId, openMessage } from './imap-messages.ts';

/** A message of a folder on an IMAP server. */
export interface ImapMessage extends MessageInFolder {
  readonly server: MailboxServer;
}

/**
 * Reads one message, its attachments into the document store. It is not marked as seen.
 * @throws MailError; failures of the token endpoint
 */
export function readImapMessage(
  { server, messageId, folder }: ImapMessage,
  context: ReadContext,
): Promise<ReceivedMessage> {
  return useImap(server, context, async (connection) => {
    await openFolder(connection, { server, folder, readOnly: true });
    const uid = await findByMessageId(connection, { server, messageId });
    const message = uid === undefined ? undefined : await openMessage(connection, uid);
    if (message === undefined) throw messageNotFoundError({ messageId, folder });
    const parts = await readMessage(message.content, context);
    return buildReceivedMessage(parts, { messageId, size: message.size, receivedAt: message.receivedAt });
  });
}
