import type { OperationContext } from '@jobwright/connector-sdk';
import type { DeleteEmailImapInput, DeleteEmailImapOutput } from './delete-email-imap.schema.ts';
import {
  useImap,
  toRefusal,
  openFolder,
  findImapMessage,
  isDeletedByThisJob,
  noteDeletion,
  mailboxFailure,
} from '@jobwright/mail-client';
import { toImapServer } from './imap-server.ts';

/**
 * Deletes one email for good; others that are marked as deleted stay, where the server can tell them apart (UIDPLUS).
 * @throws ConnectorError, RetryableError with the codes of `mailbox-failure.ts`
 */
export async function deleteEmailImap(
  input: DeleteEmailImapInput,
  context: OperationContext,
): Promise<DeleteEmailImapOutput> {
  const { messageId, deleteEmailFolder: folder } = input.data.imapAction;
  const server = toImapServer(input);
  return useImap(server, context, async (connection) => {
    await openFolder(connection, { server, folder, readOnly: false });
    const uid = await findImapMessage(connection, { server, messageId });
    if (uid === undefined) {
      if (await isDeletedByThisJob({ messageId, folder }, context)) return { messageId, deleted: true };
      throw mailboxFailure.messageNotFound(messageId, folder);
    }
    await noteDeletion({ messageId, folder }, context);
    const isDeleted = await connection.messageDelete(String(uid), { uid: true });
    if (!isDeleted) throw toRefusal(connection, { server, commands: ['STORE', 'EXPUNGE'] });
    context.logger.info({ messageId, folder }, 'Email deleted');
    return { messageId, deleted: true };
  });
}
