import type { OperationContext } from '@jobwright/connector-sdk';
import { listPop3Messages } from '@jobwright/mail-client';
import type { ListEmailsPop3Input, ListEmailsPop3Output } from './list-emails-pop3.schema.ts';
import { toPop3Server } from './mailbox-server.ts';
import { useMail } from './use-mail.ts';

/**
 * Lists the first emails of the inbox in the order asked for.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function listEmailsPop3(
  input: ListEmailsPop3Input,
  context: OperationContext,
): Promise<ListEmailsPop3Output> {
  const { maxToBeRead: limit, sortField, sortOrder } = input.data.pop3Action;
  const listing = { server: toPop3Server(input), sortField, sortOrder, limit };
  return [...(await useMail(context, (mail) => listPop3Messages(listing, mail)))];
}
