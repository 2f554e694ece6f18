import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import type { ImapConnection } from './imap-client.ts';
import { refusalFailure } from './imap-failure.ts';
import { ensureFolder, findFolder, openFolder } from './imap-folder.ts';
import { findByMessageId } from './imap-messages.ts';

/** Which message to move, and where to. */
export interface ImapMove {
  readonly server: MailboxServer;
  /** Angle brackets may be left out. */
  readonly messageId: string;
  /** Levels separated by `.` or `/`. */
  readonly fromFolder: string;
  /** Levels separated by `.` or `/`; the folder is created when it does not exist. */
  readonly toFolder: string;
}

/** Moves the email with this UID out of the open source folder. */
export async function moveMessage(connection: ImapConnection, uid: number, move: ImapMove): Promise<void> {
  const { server, fromFolder, toFolder } = move;
  const range = String(uid);
  // Without MOVE (RFC 6851) it is copied and then deleted: an earlier attempt may have stopped in between.
  if (!connection.capabilities.has('MOVE')) {
    const isCopied = await isInTarget(connection, move);
    await openFolder(connection, { server, folder: fromFolder, readOnly: false });
    if (isCopied) {
      if (await connection.messageDelete(range, { uid: true })) return;
      throw refusalFailure(connection, { server, commands: ['STORE', 'EXPUNGE'] });
    }
  }
  const target = await ensureFolder(connection, { server, folder: toFolder });
  if (!(await connection.messageMove(range, target, { uid: true })))
    throw refusalFailure(connection, { server, commands: ['MOVE', 'COPY', 'STORE', 'EXPUNGE'] });
}

export async function isInTarget(
  connection: ImapConnection,
  { server, messageId, toFolder: folder }: ImapMove,
): Promise<boolean> {
  if ((await findFolder(connection, { server, folder })) === undefined) return false;
  await openFolder(connection, { server, folder, readOnly: true });
  return (await findByMessageId(connection, { server, messageId })) !== undefined;
}
