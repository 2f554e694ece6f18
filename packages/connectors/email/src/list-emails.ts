import type { OperationContext } from '@jobwright/connector-sdk';
import { listImapMessages, listPop3Messages } from '@jobwright/mail-client';
import type {
  ListEmailsImapInput,
  ListEmailsImapOutput,
  ListEmailsPop3Input,
  ListEmailsPop3Output,
} from './list-emails.schema.ts';
import { imapServerOf, useMail, pop3ServerOf } from './use-mail.ts';

/**
 * Lists the first emails of a folder in the order asked for.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function listEmailsImap(
  input: ListEmailsImapInput,
  context: OperationContext,
): Promise<ListEmailsImapOutput> {
  const { maxToBeRead: limit, listEmailsFolder: folder, sortField, sortOrder } = input.data.imapAction;
  const listing = { server: imapServerOf(input), folder, sortField, sortOrder, limit };
  return [...(await useMail(context, (mail) => listImapMessages(listing, mail)))];
}

/**
 * Lists the first emails of the inbox in the order asked for.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function listEmailsPop3(
  input: ListEmailsPop3Input,
  context: OperationContext,
): Promise<ListEmailsPop3Output> {
  const { maxToBeRead: limit, sortField, sortOrder } = input.data.pop3Action;
  const listing = { server: pop3ServerOf(input), sortField, sortOrder, limit };
  return [...(await useMail(context, (mail) => listPop3Messages(listing, mail)))];
}
