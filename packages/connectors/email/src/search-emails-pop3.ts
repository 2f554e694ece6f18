import type { OperationContext } from '@jobwright/connector-sdk';
import { searchPop3Messages } from '@jobwright/mail-client';
import { toPop3Server } from './mailbox-server.ts';
import type { SearchEmailsPop3Input, SearchEmailsPop3Output } from './search-emails-pop3.schema.ts';
import { useMail } from './use-mail.ts';

/**
 * Finds emails in the inbox, in its order.
 * @throws ConnectorError, RetryableError with the codes of `errors.ts`
 */
export async function searchEmailsPop3(
  input: SearchEmailsPop3Input,
  context: OperationContext,
): Promise<SearchEmailsPop3Output> {
  const search = { server: toPop3Server(input), criteria: input.data.pop3Action.criteria };
  return [...(await useMail(context, (mail) => searchPop3Messages(search, mail)))];
}
