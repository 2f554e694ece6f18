import type { ChangeContext } from '../mail-context.ts';
import { messageNotFoundError } from '../mailbox/message-not-found.ts';
import { useImap } from './imap-client.ts';
import { openFolder } from './imap-folder.ts';
import { findByMessageId } from './imap-messages.ts';
import { isInTarget, type ImapMove, moveMessage } from './move-message.ts';

/**
 * Moves one message to another folder, which is made when it is not there. A message that is in the target
 * already, and not in the source, was moved.
 * @throws MailError; failures of the token endpoint
 */
export function moveImapMessage(
  move: ImapMove,
  context: Omit<ChangeContext, 'effects' | 'idempotencyKey'>,
): Promise<void> {
  const { server, messageId, fromFolder, toFolder } = move;
  return useImap(server, context, async (connection) => {
    await openFolder(connection, { server, folder: fromFolder, readOnly: false });
    const uid = await findByMessageId(connection, { server, messageId });
    if (uid !== undefined) {
      await moveMessage(connection, uid, move);
      context.logger.info({ messageId, fromFolder, toFolder }, 'Email moved');
    } else if (!(await isInTarget(connection, move))) {
      throw messageNotFoundError({ messageId, folder: fromFolder });
    }
  });
}
