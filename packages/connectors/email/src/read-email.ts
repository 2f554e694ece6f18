import type { OperationContext } from '@jobwright/connector-sdk';
import { readImapMessage, readPop3Message } from '@jobwright/mail-client';
import type {
  ReadEmailImapInput,
  ReadEmailImapOutput,
  ReadEmailPop3Input,
  ReadEmailPop3Output,
} from './read-email.schema.ts';
import { imapServerOf, useMail, pop3ServerOf } from './use-mail.ts';

/**
 * Reads one email, its attachments into the document store. It is not marked as seen.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function readEmailImap(
  input: ReadEmailImapInput,
  context: OperationContext,
): Promise<ReadEmailImapOutput> {
  const { messageId, readEmailFolder: folder } = input.data.imapAction;
  const message = { server: imapServerOf(input), messageId, folder };
  const read = await useMail(context, (mail) => readImapMessage(message, mail));
  const { headers, attachments, errors } = read;
  return { ...read, headers: [...headers], attachments: [...attachments], errors: [...errors] };
}

/**
 * Reads one email of the inbox, its attachments into the document store. It stays on the server.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function readEmailPop3(
  input: ReadEmailPop3Input,
  context: OperationContext,
): Promise<ReadEmailPop3Output> {
  const message = { server: pop3ServerOf(input), messageId: input.data.pop3Action.messageId };
  const read = await useMail(context, (mail) => readPop3Message(message, mail));
  const { headers, attachments, errors } = read;
  return { ...read, headers: [...headers], attachments: [...attachments], errors: [...errors] };
}
