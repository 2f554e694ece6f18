import type { OperationContext } from '@jobwright/connector-sdk';
import { deletePop3Message } from '@jobwright/mail-client';
import type { DeleteEmailPop3Input, DeleteEmailPop3Output } from './delete-email-pop3.schema.ts';
import { toPop3Server } from './mailbox-server.ts';
import { useMail } from './use-mail.ts';

/**
 * Deletes one email of the inbox for good.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function deleteEmailPop3(
  input: DeleteEmailPop3Input,
  context: OperationContext,
): Promise<DeleteEmailPop3Output> {
  const { messageId } = input.data.pop3Action;
  const message = { server: toPop3Server(input), messageId };
  await useMail(context, (mail) => deletePop3Message(message, mail));
  return { messageId, deleted: true };
}
