import type { OperationContext } from '@jobwright/connector-sdk';
import {
  type MessageHeaders,
  parseMessageHeaders,
  readText,
  checkResultCount,
  matchesCriteria,
  usePop3,
  type Pop3Message,
} from '@jobwright/mail-client';
import { toPop3Server } from './pop3-server.ts';
import type { SearchEmailsPop3Input, SearchEmailsPop3Output } from './search-emails-pop3.schema.ts';

/**
 * Finds emails in the inbox, in its order. POP3 cannot search: headers are read, and whole emails where only the body can tell.
 * @throws ConnectorError, RetryableError with the codes of `mailbox-failure.ts`
 */
export async function searchEmailsPop3(
  input: SearchEmailsPop3Input,
  context: OperationContext,
): Promise<SearchEmailsPop3Output> {
  const { criteria } = input.data.pop3Action;
  return usePop3(toPop3Server(input), context, async (session) => {
    const found = new Map<Pop3Message, SearchEmailsPop3Output[number]>();
    const undecided: Pop3Message[] = [];
    const keep = (message: Pop3Message, { messageId, subject }: MessageHeaders): void => {
      found.set(message, { messageId, subject });
      checkResultCount(found.size);
    };
    const messages = await session.list();
    for await (const { message, header } of session.readHeaders(messages)) {
      const headers = await parseMessageHeaders(header);
      const isMatch = criteria ? matchesCriteria(criteria, { headers }) : true;
      if (isMatch === true) keep(message, headers);
      else if (isMatch === undefined) undecided.push(message);
    }
    for (const message of undecided) {
      const { headers, plainTextBody, htmlBody } = await readText(session.retrieve(message.number), context);
      const text = `${plainTextBody ?? ''}\n${htmlBody ?? ''}`;
      if (criteria && matchesCriteria(criteria, { headers, text }) === true) keep(message, headers);
    }
    return messages.flatMap((message) => found.get(message) ?? []);
  });
}
