import { mkdir, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { toError } from '@jobwright/concurrency/errors';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

const MAX_MAIL_BYTES = 25 * 1024 * 1024;

export interface MailServerOptions {
  readonly user: string;
  readonly password: string;
  /** Folder to write each mail to as `.eml`, made if missing. Default: kept in memory only. */
  readonly folder?: string;
}

export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** All mails so far, parsed, in the order they came. */
  readonly mails: () => readonly ParsedMail[];
  close(): Promise<void>;
}

/**
 * Starts a mail server on a free loopback port that takes everything from its one user and sends nothing on.
 */
export async function startMailServer(options: MailServerOptions): Promise<MailServer> {
  const { user, password, folder } = options;
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  const mails: ParsedMail[] = [];
  let received = 0;

  const keep = async (stream: Readable): Promise<void> => {
    const source = await buffer(stream);
    received += 1;
    const name = `${String(received).padStart(3, '0')}.eml`;
    mails.push(await simpleParser(source));
    if (folder !== undefined) await writeFile(join(folder, name), source);
  };

  const server = new SMTPServer({
    size: MAX_MAIL_BYTES,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    onAuth: (auth, _session, done) => {
      if (auth.username === user && auth.password === password) done(null, { user });
      else done(new Error('Unknown user or wrong password'));
    },
    onData: (stream, _session, done) => {
      keep(stream).then(
        () => done(),
        (error: unknown) => done(toError(error)),
      );
    },
  });
  // A client that breaks off is its own matter.
  server.on('error', () => undefined);
  const { port } = await listen(server);
  return {
    host: '127.0.0.1',
    port,
    mails: () => mails,
    close: () => new Promise((resolve) => void server.close(resolve)),
  };
}

function listen(server: SMTPServer): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.server.address();
      if (address === null || typeof address === 'string') reject(new Error('The mail server has no port'));
      else resolve(address);
    });
  });
}
