import type { OperationContext } from '@jobwright/connector-sdk';
import type { ListEmailsPop3Input, ListEmailsPop3Output } from './list-emails-pop3.schema.ts';
import type { ListedEmail } from './mailbox-fields.schema.ts';
import {
  parseMessageHeaders,
  createRanking,
  checkResultCount,
  usePop3,
  type MessageHead,
  type Pop3Message,
  type Pop3Session,
} from '@jobwright/mail-client';
import { toPop3Server } from './pop3-server.ts';

type Action = ListEmailsPop3Input['data']['pop3Action'];

/**
 * Lists the first emails of the inbox in the order asked for. By size only their headers are read; by date, those of all emails.
 * @throws ConnectorError, RetryableError with the codes of `mailbox-failure.ts`
 */
export async function listEmailsPop3(
  input: ListEmailsPop3Input,
  context: OperationContext,
): Promise<ListEmailsPop3Output> {
  const { pop3Action } = input.data;
  return usePop3(toPop3Server(input), context, async (session) => {
    const messages = await session.list();
    checkResultCount(Math.min(messages.length, pop3Action.maxToBeRead));
    return pop3Action.sortField === 'SIZE'
      ? listBySize(session, messages, pop3Action)
      : listByDate(session, messages, pop3Action);
  });
}

async function listBySize(
  session: Pop3Session,
  messages: readonly Pop3Message[],
  { maxToBeRead, sortOrder }: Action,
): Promise<ListedEmail[]> {
  const ranking = createRanking<Pop3Message>({ limit: maxToBeRead, order: sortOrder });
  for (const message of messages) ranking.add(message.size, message);
  const listed: ListedEmail[] = [];
  for await (const head of session.readHeaders(ranking.list())) listed.push((await toListed(head)).email);
  return listed;
}

async function listByDate(
  session: Pop3Session,
  messages: readonly Pop3Message[],
  { maxToBeRead, sortOrder }: Action,
): Promise<ListedEmail[]> {
  const ranking = createRanking<ListedEmail>({ limit: maxToBeRead, order: sortOrder });
  for await (const head of session.readHeaders(messages)) {
    const { email, sentAtMs } = await toListed(head);
    ranking.add(sentAtMs, email);
  }
  return [...ranking.list()];
}

async function toListed({ message, header }: MessageHead) {
  const { messageId, fromAddress, subject, sentAtMs } = await parseMessageHeaders(header);
  const email: ListedEmail = { messageId, fromAddress, subject, size: message.size };
  return { email, sentAtMs };
}
