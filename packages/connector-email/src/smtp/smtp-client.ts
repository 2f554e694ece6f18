import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { defineResource, type ResourceScope } from '@jobwright/connector-sdk';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { MailLogin } from '../login.ts';
import { createEndGate } from './end-gate.ts';
import type { MailFile } from './mail-files.ts';
import { type OutgoingMail, toLeastSize } from './outgoing-mail.ts';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS: STARTTLS or nothing. SSL: implicit TLS. NONE: plain text. */
  readonly protection: 'TLS' | 'SSL' | 'NONE';
  readonly login: MailLogin | undefined;
  readonly timeouts: SmtpTimeouts;
}

export interface SmtpTimeouts {
  /** From the DNS lookup to a connection that is ready for the greeting. */
  readonly connectMs: number;
  /** Waiting for the greeting; also for the TLS handshake of STARTTLS. */
  readonly greetingMs: number;
  /** Silence of the server afterwards. */
  readonly silenceMs: number;
}

export interface Delivery {
  readonly accepted: readonly string[];
  readonly rejected: readonly string[];
  readonly rejectedErrors: readonly unknown[];
}

export interface DeliveryOptions {
  readonly server: SmtpServer;
  readonly resources: ResourceScope;
  readonly signal: AbortSignal;
  /** Resolves when the server may take the mail over; what it rejects with is what the delivery rejects with. */
  readonly beforeEnd: () => Promise<void>;
}

declare module 'nodemailer/lib/mailer/mail-message' {
  interface SendMailOptions {
    passOn?: (message: Readable) => Readable;
  }
}

const MAX_CONNECTIONS_PER_SERVER = 5;
const IDLE_CONNECTION_MS = 60_000;
/** How many connections may turn out to be dead before a byte of the mail went out. */
const MAX_DEAD_CONNECTIONS = 2;

/** One pool for each server and login. An abort closes only the connection that carries the aborted mail. */
const pools = defineResource({
  toKey: ({ host, port, protection, login, timeouts }: SmtpServer) =>
    JSON.stringify([host, port, protection, login && toDigest(login), timeouts]),
  open: openPool,
  close: (pool) => pool.close(),
});

const toDigest = (login: MailLogin): string =>
  createHash('sha256').update(JSON.stringify(login)).digest('hex');

function openPool({ host, port, protection, login, timeouts }: SmtpServer) {
  const pool = createTransport({
    pool: true,
    maxConnections: MAX_CONNECTIONS_PER_SERVER,
    // The pool would send the same streams again; `deliverMail` opens them anew.
    maxRequeues: 0,
    idleTimeout: IDLE_CONNECTION_MS,
    host,
    port,
    secure: protection === 'SSL',
    requireTLS: protection === 'TLS',
    ignoreTLS: protection === 'NONE',
    auth: login && toAuth(login),
    dnsTimeout: timeouts.connectMs,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.silenceMs,
    socketCloseTimeout: 1_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  pool.use('stream', ({ data: { passOn }, message }, done) => {
    if (passOn !== undefined) message.processFunc(passOn);
    done();
  });
  return pool;
}

const toAuth = (login: MailLogin) =>
  login.kind === 'password'
    ? { user: login.username, pass: login.password }
    : { type: 'OAuth2', user: login.username, accessToken: login.accessToken };

/** Hands one mail to the server. Rejects with nodemailer's errors, for `toSendFailure`, or with what went wrong with a file. */
export async function deliverMail(mail: OutgoingMail, options: DeliveryOptions): Promise<Delivery> {
  const { server, resources, signal, beforeEnd } = options;
  return pools.use(resources, server, async (pool) => {
    for (let dead = 0; ; dead += 1) {
      const attempt = createAttempt(mail, beforeEnd);
      try {
        const sent = await pool.sendMail({ ...attempt.message, signal });
        return {
          accepted: sent.accepted.map(String),
          rejected: sent.rejected.map(String),
          rejectedErrors: sent.rejectedErrors ?? [],
        };
      } catch (error) {
        if (attempt.failure !== undefined) throw attempt.failure;
        if (dead === MAX_DEAD_CONNECTIONS || attempt.isRead || !isClosedConnection(error)) throw error;
      }
    }
  });
}

const isClosedConnection = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ECONNECTION' && !('response' in error);

interface Attempt {
  readonly message: SendMailOptions;
  /** What went wrong on our side. nodemailer gets another error in its place, since it writes its own code on each it sees. */
  readonly failure: Error | undefined;
  /** Whether a byte of the message may have gone out. */
  readonly isRead: boolean;
}

/** The streams of one attempt can be read once. */
function createAttempt(mail: OutgoingMail, beforeEnd: () => Promise<void>): Attempt {
  let failure: Error | undefined;
  let gate: Readable | undefined;
  const guard = <Value>(work: Promise<Value>): Promise<Value> =>
    work.catch((error: unknown) => {
      failure ??= error instanceof Error ? error : new Error(String(error));
      throw new Error('The message ends before its end', { cause: error });
    });
  async function* read(file: MailFile): AsyncGenerator<Uint8Array> {
    const chunks = file.open()[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await guard(chunks.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await chunks.return?.();
    }
  }
  return {
    message: {
      messageId: mail.messageId,
      envelope: {
        from: mail.from.address,
        to: mail.recipients.map(({ address }) => address),
        size: toLeastSize(mail),
      },
      from: mail.from,
      ...(mail.replyTo.length > 0 && { replyTo: [...mail.replyTo] }),
      to: [...mail.to],
      cc: [...mail.cc],
      bcc: [...mail.bcc],
      headers: { ...mail.headers },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      attachments: mail.files.map((file) => ({
        filename: file.fileName,
        contentType: file.contentType,
        contentTransferEncoding: 'base64',
        ...(file.contentId !== undefined && { cid: file.contentId, contentDisposition: 'inline' }),
        content: Readable.from(read(file), { objectMode: false }),
      })),
      passOn: (message) => (gate = createEndGate(message, () => guard(beforeEnd()))),
    },
    get failure() {
      return failure;
    },
    get isRead() {
      return gate?.readableDidRead === true;
    },
  };
}
