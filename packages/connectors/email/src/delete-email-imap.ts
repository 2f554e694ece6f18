import type { OperationContext } from '@jobwright/connector-sdk';
import { deleteImapMessage } from '@jobwright/mail-client';
import type { DeleteEmailImapInput, DeleteEmailImapOutput } from './delete-email-imap.schema.ts';
import { toImapServer } from './mailbox-server.ts';
import { useMail } from './use-mail.ts';

/**
 * Deletes one email for good; others that are marked as deleted stay, where the server can tell them apart.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function deleteEmailImap(
  input: DeleteEmailImapInput,
  context: OperationContext,
): Promise<DeleteEmailImapOutput> {
  const { messageId, deleteEmailFolder: folder } = input.data.imapAction;
  const message = { server: toImapServer(input), messageId, folder };
  await useMail(context, (mail) => deleteImapMessage(message, mail));
  return { messageId, deleted: true };
}
