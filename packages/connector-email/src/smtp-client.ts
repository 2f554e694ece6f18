import { createHash } from 'node:crypto';
import { defineResource, type ResourceScope } from '@jobwright/connector-sdk';
import { createTransport } from 'nodemailer';
import type { Attachment } from './attachments.ts';
import type { Mailbox } from './mailbox.ts';

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS: STARTTLS or nothing. SSL: implicit TLS. NONE: plain text. */
  readonly protection: 'TLS' | 'SSL' | 'NONE';
  readonly login: { readonly username: string; readonly password: string } | undefined;
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

export interface OutgoingMail {
  readonly messageId: string;
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  readonly headers: Readonly<Record<string, string>>;
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly attachments: readonly Attachment[];
}

export interface Delivery {
  readonly accepted: readonly string[];
  readonly rejected: readonly unknown[];
  readonly rejectedErrors: readonly unknown[];
}

const MAX_CONNECTIONS_PER_SERVER = 5;
const IDLE_CONNECTION_MS = 60_000;

/** One pool for each server and login. An abort closes only the connection that carries the aborted mail. */
const pools = defineResource({
  toKey: ({ host, port, protection, login, timeouts }: SmtpServer) =>
    JSON.stringify([host, port, protection, login?.username, login && toDigest(login.password), timeouts]),
  open: openPool,
  close: (pool) => pool.close(),
});

const toDigest = (text: string): string => createHash('sha256').update(text).digest('hex');

function openPool({ host, port, protection, login, timeouts }: SmtpServer) {
  return createTransport({
    pool: true,
    maxConnections: MAX_CONNECTIONS_PER_SERVER,
    // A pooled connection that turns out to be dead before a byte of the mail went out is replaced, once.
    maxRequeues: 1,
    idleTimeout: IDLE_CONNECTION_MS,
    host,
    port,
    secure: protection === 'SSL',
    requireTLS: protection === 'TLS',
    ignoreTLS: protection === 'NONE',
    auth: login && { user: login.username, pass: login.password },
    dnsTimeout: timeouts.connectMs,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.silenceMs,
    socketCloseTimeout: 1_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** Hands one mail to the server. Rejects with nodemailer's errors, for `toSendFailure`. */
export async function deliverMail(
  mail: OutgoingMail,
  {
    server,
    resources,
    signal,
  }: { readonly server: SmtpServer; readonly resources: ResourceScope; readonly signal: AbortSignal },
): Promise<Delivery> {
  return pools.use(resources, server, async (pool) => {
    const sent = await pool.sendMail({
      messageId: mail.messageId,
      from: mail.from,
      to: [...mail.to],
      cc: [...mail.cc],
      bcc: [...mail.bcc],
      headers: { ...mail.headers },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      attachments: mail.attachments.map(({ fileName, contentType, content }) => ({
        filename: fileName,
        contentType,
        content,
      })),
      signal,
    });
    return {
      accepted: sent.accepted.map(String),
      rejected: sent.rejected,
      rejectedErrors: sent.rejectedErrors ?? [],
    };
  });
}
