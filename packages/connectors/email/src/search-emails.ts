import type { OperationContext } from '@jobwright/connector-sdk';
import { searchImapMessages, searchPop3Messages } from '@jobwright/mail-client';
import type {
  SearchEmailsImapInput,
  SearchEmailsImapOutput,
  SearchEmailsPop3Input,
  SearchEmailsPop3Output,
} from './search-emails.schema.ts';
import { imapServerOf, useMail, pop3ServerOf } from './use-mail.ts';

/**
 * Finds emails in a folder by the server's own search, in the order of the folder.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function searchEmailsImap(
  input: SearchEmailsImapInput,
  context: OperationContext,
): Promise<SearchEmailsImapOutput> {
  const { criteria, searchEmailFolder: folder } = input.data.imapAction;
  const search = { server: imapServerOf(input), folder, criteria };
  return [...(await useMail(context, (mail) => searchImapMessages(search, mail)))];
}

/**
 * Finds emails in the inbox, in its order.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function searchEmailsPop3(
  input: SearchEmailsPop3Input,
  context: OperationContext,
): Promise<SearchEmailsPop3Output> {
  const search = { server: pop3ServerOf(input), criteria: input.data.pop3Action.criteria };
  return [...(await useMail(context, (mail) => searchPop3Messages(search, mail)))];
}
