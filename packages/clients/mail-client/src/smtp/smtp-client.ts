import { createHash } from 'node:crypto';
import { defineResource } from '@jobwright/concurrency';
import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { findNetworkId } from '@jobwright/http-client';
import { createTransport } from 'nodemailer';
import type { GetSocketCallback } from 'nodemailer/lib/mailer';
import type { MailContext } from '../mail-context.ts';
import type { MailLogin } from '../network/login.ts';
import { createAttempt } from './attempt.ts';
import { dkimSpools } from './dkim-spool.ts';
import { openSocket } from './open-socket.ts';
import type { OutgoingMail } from './outgoing-mail.ts';
import { smtpAuth } from './smtp-login.ts';
import type { SmtpServer } from './smtp-server.ts';
import { checkUnicodeAddresses } from './unicode-addresses.ts';

export interface Delivery {
  readonly accepted: readonly string[];
  readonly rejected: readonly string[];
  readonly rejectedErrors: readonly unknown[];
}

/** All that a connection depends on. */
interface SmtpAccount {
  readonly server: SmtpServer;
  readonly login: MailLogin | undefined;
  readonly network: OutboundNetwork;
}

export interface DeliveryOptions {
  readonly server: SmtpServer;
  readonly login: MailLogin | undefined;
  readonly context: Pick<MailContext, 'network' | 'resources' | 'signal'>;
  /**
   * Resolves when the server may take the mail over; what it rejects with is what the delivery rejects with.
   */
  readonly beforeEnd: () => Promise<void>;
}

const MAX_CONNECTIONS_PER_SERVER = 5;
/**
 * A server that takes fewer ends the connection, and the mail goes over another. The pool pauses for 100 ms
 * where we end it.
 */
const MAX_MAILS_PER_CONNECTION = 10_000;
const IDLE_CONNECTION_MS = 60_000;
/** How many connections may turn out to be dead before a byte of the mail went out. */
const MAX_DEAD_CONNECTIONS = 2;

/** One pool for each server and login. An abort closes only the connection that carries the aborted mail. */
const pools = defineResource({
  toKey: ({ server: { host, port, protection, timeouts }, login, network }: SmtpAccount) =>
    JSON.stringify([findNetworkId(network), host, port, protection, login && hashLogin(login), timeouts]),
  open: openPool,
  close: (pool) => pool.close(),
});

const hashLogin = (login: MailLogin): string =>
  createHash('sha256').update(JSON.stringify(login)).digest('hex');

function openPool({ server, login, network }: SmtpAccount) {
  const { host, port, protection, timeouts } = server;
  const pool = createTransport({
    pool: true,
    maxConnections: MAX_CONNECTIONS_PER_SERVER,
    maxMessages: MAX_MAILS_PER_CONNECTION,
    // The pool would send the same streams again; `deliverMail` opens them anew.
    maxRequeues: 0,
    idleTimeout: IDLE_CONNECTION_MS,
    host,
    port,
    secure: protection === 'SSL',
    requireTLS: protection === 'TLS',
    ignoreTLS: protection === 'NONE',
    ...(login && smtpAuth(login, server)),
    getSocket: (_options: unknown, callback: GetSocketCallback) => {
      openSocket(server, network).then(
        (connection) => callback(null, { connection, secured: protection === 'SSL' }),
        callback,
      );
    },
    // `openSocket` has seen to its own part; this is all up to the greeting.
    connectionTimeout: timeouts.connectMs + timeouts.greetingMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.silenceMs,
    socketCloseTimeout: 1_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  checkUnicodeAddresses(pool.transporter);
  pool.use('stream', ({ data: { openMessage }, message }, done) => {
    if (openMessage !== undefined) message.createReadStream = () => openMessage(message);
    done();
  });
  return pool;
}

/**
 * Hands one mail to the server. Rejects with nodemailer's errors, for `sendFailure`, or with what went wrong
 * with a file.
 */
export async function deliverMail(mail: OutgoingMail, options: DeliveryOptions): Promise<Delivery> {
  const { server, login, context, beforeEnd } = options;
  const { network, resources, signal } = context;
  const spool =
    mail.dkim && (await dkimSpools.use(resources, undefined, (folder) => Promise.resolve(folder)));
  return pools.use(resources, { server, login, network }, async (pool) => {
    for (let dead = 0; ; dead += 1) {
      const attempt = createAttempt(mail, { beforeEnd, spool });
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
