import type { ReadContext } from '../mail-context.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import { messageNotFoundError } from '../mailbox/message-not-found.ts';
import { readMessage } from '../mailbox/read-message.ts';
import { type ReceivedMessage, buildReceivedMessage } from '../mailbox/received-message.ts';
import { findByMessageId } from './find-by-message-id.ts';
import { usePop3 } from './pop3-client.ts';

/** A message of the inbox on a POP3 server. */
export interface Pop3MessageId {
  readonly server: MailboxServer;
  /** Brackets may be left out. */
  readonly messageId: string;
}

/** POP3 knows no other folder. */
export const POP3_FOLDER = 'INBOX';

/**
 * Reads one message of the inbox, its attachments into the document store. It stays on the server.
 * @throws MailError; failures of the token endpoint
 */
export function readPop3Message(
  { server, messageId }: Pop3MessageId,
  context: ReadContext,
): Promise<ReceivedMessage> {
  return usePop3(server, context, async (session) => {
    const message = await findByMessageId(session, messageId);
    if (message === undefined) throw messageNotFoundError({ messageId, folder: POP3_FOLDER });
    const parts = await readMessage(session.retrieve(message.number), context);
    return buildReceivedMessage(parts, { messageId, size: message.size, receivedAt: undefined });
  });
}
