import type { OperationContext } from '@jobwright/connector-sdk';
import { listImapMessages } from '@jobwright/mail-client';
import type { ListEmailsImapInput, ListEmailsImapOutput } from './list-emails-imap.schema.ts';
import { toImapServer } from './mailbox-server.ts';
import { useMail } from './use-mail.ts';

/**
 * Lists the first emails of a folder in the order asked for.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function listEmailsImap(
  input: ListEmailsImapInput,
  context: OperationContext,
): Promise<ListEmailsImapOutput> {
  const { maxToBeRead: limit, listEmailsFolder: folder, sortField, sortOrder } = input.data.imapAction;
  const listing = { server: toImapServer(input), folder, sortField, sortOrder, limit };
  return [...(await useMail(context, (mail) => listImapMessages(listing, mail)))];
}
