import { parseMessageHeaders, toBareMessageId } from '../mailbox/message-headers.ts';
import type { Pop3Message, Pop3Session } from './pop3-session.ts';

/** POP3 cannot search: headers are read until the first message with this Message-ID. */
export async function findByMessageId(
  session: Pop3Session,
  messageId: string,
): Promise<Pop3Message | undefined> {
  const wanted = toBareMessageId(messageId);
  for await (const { message, header } of session.readHeaders(await session.list())) {
    const { messageId: found } = await parseMessageHeaders(header);
    if (found !== null && toBareMessageId(found) === wanted) return message;
  }
  return undefined;
}
