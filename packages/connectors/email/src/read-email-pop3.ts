import type { OperationContext } from '@jobwright/connector-sdk';
import { readPop3Message } from '@jobwright/mail-client';
import { toPop3Server } from './mailbox-server.ts';
import type { ReadEmailPop3Input, ReadEmailPop3Output } from './read-email-pop3.schema.ts';
import { useMail } from './use-mail.ts';

/**
 * Reads one email of the inbox, its attachments into the document store. It stays on the server.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function readEmailPop3(
  input: ReadEmailPop3Input,
  context: OperationContext,
): Promise<ReadEmailPop3Output> {
  const message = { server: toPop3Server(input), messageId: input.data.pop3Action.messageId };
  const read = await useMail(context, (mail) => readPop3Message(message, mail));
  const { headers, attachments, errors } = read;
  return { ...read, headers: [...headers], attachments: [...attachments], errors: [...errors] };
}
