import type { SearchCriteria } from '../fields/search-criteria.schema.ts';
import type { MailContext } from '../mail-context.ts';
import type { FoundMessage } from '../mailbox/listed-message.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import { type MessageHeaders, parseMessageHeaders } from '../mailbox/message-headers.ts';
import { readText } from '../mailbox/read-message.ts';
import { checkResultCount } from '../mailbox/result-limit.ts';
import { matchesCriteria } from './matches-criteria.ts';
import { usePop3 } from './pop3-client.ts';
import type { Pop3Message } from './pop3-session.ts';

/** Which messages to find in the inbox. */
export interface Pop3Search {
  readonly server: MailboxServer;
  /** Default: all messages. */
  readonly criteria?: SearchCriteria | null | undefined;
}

/**
 * Finds messages in the inbox, in its order; at most 10,000. POP3 cannot search: headers are read, and whole
 * messages where only the body can tell.
 * @throws MailError; failures of the token endpoint
 */
export function searchPop3Messages(
  { server, criteria }: Pop3Search,
  context: MailContext,
): Promise<readonly FoundMessage[]> {
  return usePop3(server, context, async (session) => {
    const found = new Map<Pop3Message, FoundMessage>();
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
