import type { OperationContext } from '@jobwright/connector-sdk';
import {
  useImap,
  openFolder,
  findImapMessage,
  openMessage,
  mailboxFailure,
  readMessage,
} from '@jobwright/mail-client';
import { toImapServer } from './imap-server.ts';
import { toReadEmail } from './to-read-email.ts';
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
    const uid = await findImapMessage(connection, { server, messageId });
    const message = uid === undefined ? undefined : await openMessage(connection, uid);
    if (message === undefined) throw mailboxFailure.messageNotFound(messageId, folder);
    const parts = await readMessage(message.content, context);
    return toReadEmail(parts, { messageId, size: message.size, receivedAt: message.receivedAt });
  });
}
