import type { OperationContext } from '@jobwright/connector-sdk';
import type { DeleteEmailPop3Input, DeleteEmailPop3Output } from './delete-email-pop3.schema.ts';
import {
  isDeletedByThisJob,
  noteDeletion,
  mailboxFailure,
  findPop3Message,
  usePop3,
} from '@jobwright/mail-client';
import { toPop3Server } from './pop3-server.ts';

/**
 * Deletes one email of the inbox for good, when the session has ended in order.
 * @throws ConnectorError, RetryableError with the codes of `mailbox-failure.ts`
 */
export async function deleteEmailPop3(
  input: DeleteEmailPop3Input,
  context: OperationContext,
): Promise<DeleteEmailPop3Output> {
  const { messageId } = input.data.pop3Action;
  const effect = { messageId, folder: 'INBOX' };
  await usePop3(toPop3Server(input), context, async (session) => {
    const message = await findPop3Message(session, messageId);
    if (message !== undefined) {
      await noteDeletion(effect, context);
      await session.delete(message.number);
    } else if (!(await isDeletedByThisJob(effect, context))) {
      throw mailboxFailure.messageNotFound(messageId, effect.folder);
    }
  });
  context.logger.info({ messageId }, 'Email deleted');
  return { messageId, deleted: true };
}
