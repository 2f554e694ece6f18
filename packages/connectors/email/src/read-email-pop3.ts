import type { OperationContext } from '@jobwright/connector-sdk';
import { mailboxFailure, readMessage, findPop3Message, usePop3 } from '@jobwright/mail-client';
import { toReadEmail } from './to-read-email.ts';
import { toPop3Server } from './pop3-server.ts';
import type { ReadEmailPop3Input, ReadEmailPop3Output } from './read-email-pop3.schema.ts';

/**
 * Reads one email of the inbox, its attachments into the document store. It stays on the server.
 * @throws ConnectorError, RetryableError with the codes of `mailbox-failure.ts`
 */
export async function readEmailPop3(
  input: ReadEmailPop3Input,
  context: OperationContext,
): Promise<ReadEmailPop3Output> {
  const { messageId } = input.data.pop3Action;
  return usePop3(toPop3Server(input), context, async (session) => {
    const message = await findPop3Message(session, messageId);
    if (message === undefined) throw mailboxFailure.messageNotFound(messageId, 'INBOX');
    const parts = await readMessage(session.retrieve(message.number), context);
    return toReadEmail(parts, { messageId, size: message.size, receivedAt: undefined });
  });
}
