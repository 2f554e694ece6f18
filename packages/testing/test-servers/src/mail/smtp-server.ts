import type { ParsedMail } from 'mailparser';
import type { SMTPServerOptions, SMTPServerSession } from 'smtp-server';
import { listen, type ServerOptions, type TestServerHandle } from '../listen.ts';

/** A mail that a server has taken. */
export interface ReceivedMail {
  /** Taken apart by `mailparser`. */
  readonly mail: ParsedMail;
  /** As it came, as UTF-8. */
  readonly raw: string;
  /** The recipients of the envelope. */
  readonly recipients: readonly string[];
  /** Whether it came over TLS. */
  readonly secure: boolean;
  /** What `onAuth` made of the login; `undefined` without one. */
  readonly user: unknown;
  /** Tells which mails came over the same connection. */
  readonly connectionId: string;
}

/** An SMTP server and what it has taken. */
export interface SmtpServer extends TestServerHandle {
  /** In the order in which they were taken. */
  readonly received: readonly ReceivedMail[];
}

/**
 * Makes an SMTP answer that refuses, for the callbacks of `smtp-server`:
 * `smtpReply(550, '5.1.1 No such user')`.
 */
export const smtpReply = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode });

/**
 * Starts an SMTP server that keeps the mails it is sent (RFC 5321). `smtp` are the options of `smtp-server`;
 * by default it speaks plain text and asks for no login.
 */
export async function startSmtpServer(
  smtp: SMTPServerOptions = {},
  { onClose }: ServerOptions = {},
): Promise<SmtpServer> {
  // Peers: loaded by those who have them.
  const [{ simpleParser }, { SMTPServer }] = await Promise.all([import('mailparser'), import('smtp-server')]);
  const received: ReceivedMail[] = [];
  const keep = async (raw: Buffer, session: SMTPServerSession): Promise<void> => {
    received.push({
      mail: await simpleParser(raw),
      raw: raw.toString('utf8'),
      recipients: session.envelope.rcptTo.map(({ address }) => address),
      secure: session.secure,
      user: session.user,
      connectionId: session.id,
    });
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    allowInsecureAuth: true,
    logger: false,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) return callback(smtpReply(552, '5.3.4 Message too big'));
        void keep(Buffer.concat(chunks), session).then(() => callback());
      });
    },
    ...smtp,
  });
  server.on('error', () => undefined);
  const handle = await listen(server.server);
  // The library ends its connections itself: it has put TLS on their sockets.
  const close = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
  onClose?.(close);
  return { ...handle, close, received };
}
