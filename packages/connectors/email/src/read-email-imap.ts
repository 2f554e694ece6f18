import type { OperationContext } from '@jobwright/connector-sdk';
import { readImapMessage } from '@jobwright/mail-client';
import { toImapServer } from './mailbox-server.ts';
import type { ReadEmailImapInput, ReadEmailImapOutput } from './read-email-imap.schema.ts';
import { useMail } from './use-mail.ts';

/**
 * Reads one email, its attachments into the document store. It is not marked as seen.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function readEmailImap(
  input: ReadEmailImapInput,
  context: OperationContext,
): Promise<ReadEmailImapOutput> {
  const { messageId, readEmailFolder: folder } = input.data.imapAction;
  const message = { server: toImapServer(input), messageId, folder };
  const read = await useMail(context, (mail) => readImapMessage(message, mail));
  const { headers, attachments, errors } = read;
  return { ...read, headers: [...headers], attachments: [...attachments], errors: [...errors] };
}
