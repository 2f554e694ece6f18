import type { OperationContext } from '@jobwright/connector-sdk';
import {
  useImap,
  openFolder,
  findImapMessage,
  isInTarget,
  moveMessage,
  mailboxFailure,
} from '@jobwright/mail-client';
import { toImapServer } from './imap-server.ts';
import type { MoveEmailImapInput, MoveEmailImapOutput } from './move-email-imap.schema.ts';

/**
 * Moves one email to another folder, which is made when it is not there. An email that is in the target already, and not in
 * the source, was moved: a job that is delivered again finds its work done.
 * @throws ConnectorError, RetryableError with the codes of `mailbox-failure.ts`
 */
export async function moveEmailImap(
  input: MoveEmailImapInput,
  context: OperationContext,
): Promise<MoveEmailImapOutput> {
  const { messageId, fromFolder, toFolder } = input.data.imapAction;
  const server = toImapServer(input);
  return useImap(server, context, async (connection) => {
    const move = { server, messageId, fromFolder, toFolder };
    await openFolder(connection, { server, folder: fromFolder, readOnly: false });
    const uid = await findImapMessage(connection, { server, messageId });
    if (uid !== undefined) {
      await moveMessage(connection, uid, move);
      context.logger.info({ messageId, fromFolder, toFolder }, 'Email moved');
    } else if (!(await isInTarget(connection, move))) {
      throw mailboxFailure.messageNotFound(messageId, fromFolder);
    }
    return { messageId, from: fromFolder, to: toFolder };
  });
}
