import type { Readable } from 'node:stream';
import type { FetchMessageObject } from 'imapflow';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import { parseMessageHeaders, toBareMessageId } from '../mailbox/message-headers.ts';
import type { ListedMessage } from '../mailbox/listed-message.ts';
import type { ImapConnection } from './imap-client.ts';
import { refusalFailure } from './imap-failure.ts';

/** So many envelopes are asked for at once. */
const PAGE_SIZE = 500;
/** Each costs a round trip. */
const CHUNK_BYTES = 512 * 1024;

/** Of the open folder, in the order of `uids`. One that was taken away in the meantime is left out. */
export async function listSummaries(
  connection: ImapConnection,
  uids: readonly number[],
): Promise<readonly ListedMessage[]> {
  const found = new Map<number, ListedMessage>();
  for (let start = 0; start < uids.length; start += PAGE_SIZE) {
    const page = uids.slice(start, start + PAGE_SIZE);
    const query = { size: true, headers: ['message-id', 'from', 'subject'] };
    for await (const message of connection.fetch(page, query, { uid: true })) {
      found.set(message.uid, await summarize(message));
    }
  }
  return uids.flatMap((uid) => found.get(uid) ?? []);
}

async function summarize({ headers, size = 0 }: FetchMessageObject): Promise<ListedMessage> {
  const { messageId, fromAddress, subject } = await parseMessageHeaders(headers ?? new Uint8Array());
  return { messageId, fromAddress, subject, size };
}

/** The UID of the first email in the open folder that has this Message-ID. */
export async function findByMessageId(
  connection: ImapConnection,
  { server, messageId }: { readonly server: MailboxServer; readonly messageId: string },
): Promise<number | undefined> {
  const wanted = toBareMessageId(messageId);
  // The server looks for a part of the header: `1@x` is in `11@x` too.
  const uids = await connection.search({ header: { 'message-id': wanted } }, { uid: true });
  if (!Array.isArray(uids)) throw refusalFailure(connection, { server, commands: ['SEARCH'] });
  for (const uid of [...uids].sort((one, other) => one - other)) {
    const message = await connection.fetchOne(String(uid), { headers: ['message-id'] }, { uid: true });
    if (!message) continue;
    const { messageId: found } = await parseMessageHeaders(message.headers ?? new Uint8Array());
    if (found !== null && toBareMessageId(found) === wanted) return uid;
  }
  return undefined;
}

export interface StoredMessage {
  readonly size: number;
  readonly receivedAt: Date | undefined;
  readonly content: Readable;
}

/** Opens an email of the open folder for reading, without marking it as seen; `undefined` when it is gone. */
export async function openMessage(
  connection: ImapConnection,
  uid: number,
): Promise<StoredMessage | undefined> {
  const facts = await connection.fetchOne(String(uid), { size: true, internalDate: true }, { uid: true });
  const options = { uid: true, chunkSize: CHUNK_BYTES };
  const { content } = facts ? await connection.download(String(uid), undefined, options) : {};
  if (!facts || content === undefined) return undefined;
  const received = new Date(facts.internalDate ?? Number.NaN);
  return {
    size: facts.size ?? 0,
    receivedAt: Number.isNaN(received.getTime()) ? undefined : received,
    content,
  };
}
