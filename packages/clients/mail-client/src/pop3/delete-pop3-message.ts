import type { ChangeContext } from '../mail-context.ts';
import { isDeletedBefore, noteDeletion } from '../mailbox/deletion-log.ts';
import { messageNotFoundError } from '../mailbox/message-not-found.ts';
import { findByMessageId } from './find-by-message-id.ts';
import { usePop3 } from './pop3-client.ts';
import { POP3_FOLDER, type Pop3MessageId } from './read-pop3-message.ts';

/**
 * Deletes one message of the inbox for good, when the session has ended in order. One that an earlier call
 * with the same `idempotencyKey` deleted is deleted.
 * @throws MailError; failures of the token endpoint
 */
export async function deletePop3Message(
  { server, messageId }: Pop3MessageId,
  context: ChangeContext,
): Promise<void> {
  const deletion = { messageId, folder: POP3_FOLDER };
  await usePop3(server, context, async (session) => {
    const message = await findByMessageId(session, messageId);
    if (message !== undefined) {
      await noteDeletion(deletion, context);
      await session.delete(message.number);
    } else if (!(await isDeletedBefore(deletion, context))) {
      throw messageNotFoundError(deletion);
    }
  });
  context.logger.info({ messageId }, 'Email deleted');
}
