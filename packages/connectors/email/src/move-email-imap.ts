import type { OperationContext } from '@jobwright/connector-sdk';
import { useImap } from './imap/imap-client.ts';
import { openFolder } from './imap/imap-folder.ts';
import { findByMessageId } from './imap/imap-messages.ts';
import { toImapServer } from './imap/imap-server.ts';
import { isInTarget, moveMessage } from './imap/move-message.ts';
import { mailboxFailure } from './mailbox/mailbox-failure.ts';
import type { MoveEmailImapInput, MoveEmailImapOutput } from './move-email-imap.schema.ts';

/**
 * Moves one email to another folder, which is made when it is not there. An email that is in the target already, and not in
 * the source, was moved: a job that is delivered again finds its work done.
 * @throws ConnectorError, RetryableError with the codes of `mailbox-failure.ts`
 */
export async function moveEmailImap(
  input: MoveEmailImapInput,
  context: OperationContext,
): Promise<MoveEmailImapOutput> {
  const { messageId, fromFolder, toFolder } = input.data.imapAction;
  const server = toImapServer(input);
  return useImap(server, context, async (connection) => {
    const move = { server, messageId, fromFolder, toFolder };
    await openFolder(connection, { server, folder: fromFolder, readOnly: false });
    const uid = await findByMessageId(connection, { server, messageId });
    if (uid !== undefined) {
      await moveMessage(connection, uid, move);
      context.logger.info({ messageId, fromFolder, toFolder }, 'Email moved');
    } else if (!(await isInTarget(connection, move))) {
      throw mailboxFailure.messageNotFound(messageId, fromFolder);
    }
    return { messageId, from: fromFolder, to: toFolder };
  });
}
