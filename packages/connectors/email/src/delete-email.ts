import type { OperationContext } from '@jobwright/connector-sdk';
import { deleteImapMessage, deletePop3Message } from '@jobwright/mail-client';
import type {
  DeleteEmailImapInput,
  DeleteEmailImapOutput,
  DeleteEmailPop3Input,
  DeleteEmailPop3Output,
} from './delete-email.schema.ts';
import { imapServerOf, useMail, pop3ServerOf } from './use-mail.ts';

/**
 * Deletes one email for good; others that are marked as deleted stay, where the server can tell them apart.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function deleteEmailImap(
  input: DeleteEmailImapInput,
  context: OperationContext,
): Promise<DeleteEmailImapOutput> {
  const { messageId, deleteEmailFolder: folder } = input.data.imapAction;
  const message = { server: imapServerOf(input), messageId, folder };
  await useMail(context, (mail) => deleteImapMessage(message, mail));
  return { messageId, deleted: true };
}

/**
 * Deletes one email of the inbox for good.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function deleteEmailPop3(
  input: DeleteEmailPop3Input,
  context: OperationContext,
): Promise<DeleteEmailPop3Output> {
  const { messageId } = input.data.pop3Action;
  const message = { server: pop3ServerOf(input), messageId };
  await useMail(context, (mail) => deletePop3Message(message, mail));
  return { messageId, deleted: true };
}
