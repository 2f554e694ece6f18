import type { MailAccount } from '@jobwright/servers/mail-server';
import { ImapFlow } from 'imapflow';
import { type ParsedMail, simpleParser } from 'mailparser';
import { inject } from 'vitest';

/** A mailbox, looked at past the connector. */
export interface Mailbox {
  put(folder: string, raw: string | Buffer, receivedAt?: Date): Promise<void>;
  /** The raw messages of a folder; `undefined` when there is none. */
  list(folder: string): Promise<readonly string[] | undefined>;
  /** The first message with this subject, taken apart, as soon as it is there. */
  waitFor(subject: string): Promise<ParsedMail>;
  /** Empties the inbox and takes all other folders away. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function openMailbox({ username, password }: MailAccount): Promise<Mailbox> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port: inject('mail').ports.imap,
    secure: false,
    doSTARTTLS: false,
    auth: { user: username, pass: password },
    logger: false,
    disableAutoIdle: true,
  });
  await client.connect();
  const list: Mailbox['list'] = async (folder) => {
    const all = await client.list();
    if (!all.some(({ path }) => path === folder)) return undefined;
    const { exists } = await client.mailboxOpen(folder, { readOnly: true });
    if (exists === 0) return [];
    const messages = await client.fetchAll('1:*', { source: true });
    return messages.map(({ source }) => source!.toString('latin1'));
  };
  return {
    async put(folder, raw, receivedAt) {
      if (folder !== 'INBOX') await client.mailboxCreate(folder).catch(() => undefined);
      const appended = await client.append(folder, raw, [], receivedAt);
      if (appended === false) throw new Error(`The message could not be put into ${folder}`);
    },
    list,
    async waitFor(subject) {
      for (let tries = 0; tries < 100; tries += 1) {
        for (const raw of (await list('INBOX')) ?? []) {
          const parsed = await simpleParser(Buffer.from(raw, 'latin1'));
          if (parsed.subject === subject) return parsed;
        }
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      throw new Error(`No message about ${subject} has come`);
    },
    async clear() {
      for (const { path } of (await client.list()).reverse()) {
        if (path !== 'INBOX') await client.mailboxDelete(path);
      }
      await client.mailboxOpen('INBOX');
      await client.messageDelete('1:*');
    },
    close: () => client.logout(),
  };
}
