import type { OperationContext } from '@jobwright/connector-sdk';
import { moveImapMessage } from '@jobwright/mail-client';
import { imapServerOf } from './use-mail.ts';
import type { MoveEmailImapInput, MoveEmailImapOutput } from './move-email-imap.schema.ts';
import { useMail } from './use-mail.ts';

/**
 * Moves one email to another folder, which is made when it is not there. A job that is delivered again finds
 * its work done.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function moveEmailImap(
  input: MoveEmailImapInput,
  context: OperationContext,
): Promise<MoveEmailImapOutput> {
  const { messageId, fromFolder, toFolder } = input.data.imapAction;
  const move = { server: imapServerOf(input), messageId, fromFolder, toFolder };
  await useMail(context, (mail) => moveImapMessage(move, mail));
  return { messageId, from: fromFolder, to: toFolder };
}
