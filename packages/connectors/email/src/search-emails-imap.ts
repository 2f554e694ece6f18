import type { OperationContext } from '@jobwright/connector-sdk';
import { searchImapMessages } from '@jobwright/mail-client';
import { toImapServer } from './mailbox-server.ts';
import type { SearchEmailsImapInput, SearchEmailsImapOutput } from './search-emails-imap.schema.ts';
import { useMail } from './use-mail.ts';

/**
 * Finds emails in a folder by the server's own search, in the order of the folder.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function searchEmailsImap(
  input: SearchEmailsImapInput,
  context: OperationContext,
): Promise<SearchEmailsImapOutput> {
  const { criteria, searchEmailFolder: folder } = input.data.imapAction;
  const search = { server: toImapServer(input), folder, criteria };
  return [...(await useMail(context, (mail) => searchImapMessages(search, mail)))];
}
