import type { ChangeContext } from '../mail-context.ts';
import { isDeletedBefore, noteDeletion } from '../mailbox/deletion-log.ts';
import { messageNotFoundError } from '../mailbox/message-not-found.ts';
import { useImap } from './imap-client.ts';
import { refusalFailure } from './imap-failure.ts';
import { openFolder } from './imap-folder.ts';
import { findByMessageId } from './imap-messages.ts';
import type { ImapMessage } from './read-imap-message.ts';

/**
 * Deletes one message for good; others that are marked as deleted stay, where the server can tell them apart
 * (UIDPLUS). One that an earlier call with the same `idempotencyKey` deleted is deleted.
 * @throws MailError; failures of the token endpoint
 */
export function deleteImapMessage(
  { server, messageId, folder }: ImapMessage,
  context: ChangeContext,
): Promise<void> {
  return useImap(server, context, async (connection) => {
    await openFolder(connection, { server, folder, readOnly: false });
    const uid = await findByMessageId(connection, { server, messageId });
    if (uid === undefined) {
      if (await isDeletedBefore({ messageId, folder }, context)) return;
      throw messageNotFoundError({ messageId, folder });
    }
    await noteDeletion({ messageId, folder }, context);
    const isDeleted = await connection.messageDelete(String(uid), { uid: true });
    if (!isDeleted) throw refusalFailure(connection, { server, commands: ['STORE', 'EXPUNGE'] });
    context.logger.info({ messageId, folder }, 'Email deleted');
  });
}
