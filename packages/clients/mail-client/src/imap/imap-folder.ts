import { isTransient, MailError } from '../mail-failure.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import type { ImapConnection } from './imap-client.ts';
import { findRefusal } from './imap-commands.ts';
import { imapFailure } from './imap-failure.ts';

export const INBOX = 'INBOX';

/**
 * Opens a folder by its path; `.` and `/` both separate levels, whatever the server's own separator is. A
 * folder whose name has one of them in it is found too.
 * @throws MailError `folder-not-found`
 */
export async function openFolder(
  connection: ImapConnection,
  { server, folder, readOnly }: { server: MailboxServer; folder: string; readOnly: boolean },
): Promise<void> {
  const found = await findFolder(connection, { server, folder });
  if (found === undefined) throw new MailError({ kind: 'folder-not-found', server, folder });
  await connection.mailboxOpen(found, { readOnly });
}

/** Finds the folder, or makes it with all that is above it. */
export async function ensureFolder(
  connection: ImapConnection,
  { server, folder }: { readonly server: MailboxServer; readonly folder: string },
): Promise<string[]> {
  const found = await findFolder(connection, { server, folder });
  if (found !== undefined) return found;
  const levels = splitLevels(folder);
  await connection.mailboxCreate(levels);
  return levels;
}

export async function findFolder(
  connection: ImapConnection,
  { server, folder }: { readonly server: MailboxServer; readonly folder: string },
): Promise<string[] | undefined> {
  const levels = splitLevels(folder);
  const candidates = levels.length === 1 && levels[0] === folder ? [levels] : [levels, [folder]];
  for (const candidate of candidates) {
    if (await exists(connection, { server, path: candidate })) return candidate;
  }
  return undefined;
}

async function exists(
  connection: ImapConnection,
  { server, path }: { readonly server: MailboxServer; readonly path: string[] },
): Promise<boolean> {
  if (path.length === 1 && path[0]?.toUpperCase() === INBOX) return true;
  try {
    if ((await connection.status(path, { uidNext: true })) !== false) return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'NotFound')) throw error;
  }
  // A server that is out of order for a moment has not lost the folder.
  const failure = imapFailure(findRefusal(connection, 'STATUS'), server);
  if (failure instanceof MailError && isTransient(failure.failure)) throw failure;
  return false;
}

const splitLevels = (folder: string): string[] => folder.split(/[./]/).filter((level) => level !== '');
