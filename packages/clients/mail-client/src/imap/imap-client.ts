import { createPool, defineResource, onAbort } from '@jobwright/concurrency';
import type { ImapFlow, ImapFlowOptions } from 'imapflow';
import type { MailContext } from '../mail-context.ts';
import { isKnownFailure } from '../mail-failure.ts';
import { connectToMailbox, type Endpoint } from '../mailbox/connect-to-mailbox.ts';
import { type MailboxLogin, loginKey, withMailboxLogin } from '../mailbox/mailbox-login.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import { useConnection } from '../mailbox/use-connection.ts';
import { tlsNameOf } from '../network/mail-server.ts';
import { findRefusal, watchCommands } from './imap-commands.ts';
import { imapFailure } from './imap-failure.ts';

export type ImapConnection = ImapFlow;

const MAX_CONNECTIONS_PER_LOGIN = 4;
const IDLE_CONNECTION_MS = 30_000;
/** A server that sends more at once is not after our good. */
const MAX_LITERAL_BYTES = 16 * 1024 * 1024;

/** One pool for each server and login; a job has a connection for itself. */
const pools = defineResource({
  toKey: loginKey,
  open: (account) =>
    createPool<ImapConnection>({
      open: (signal) => openConnection(account, signal),
      revive: (connection, signal) => {
        const stopListening = onAbort(signal, () => connection.close());
        return connection.noop().finally(stopListening);
      },
      isUsable: (connection) => connection.usable,
      close: (connection) => connection.close(),
      maxOpen: MAX_CONNECTIONS_PER_LOGIN,
      idleMs: IDLE_CONNECTION_MS,
    }),
  close: (pool) => pool.close(),
});

/** What broke a connection: the commands that were waiting only learn that it is gone. */
const faults = new WeakMap<ImapConnection, unknown>();

/**
 * Runs `work` logged in (RFC 9051).
 * @throws MailError; failures of the token endpoint
 */
export async function useImap<Answer>(
  server: MailboxServer,
  context: MailContext,
  work: (connection: ImapConnection) => Promise<Answer>,
): Promise<Answer> {
  const { resources, signal } = context;
  const run = (connection: ImapConnection): Promise<Answer> =>
    work(connection).catch((error: unknown) => {
      signal.throwIfAborted();
      throw imapFailure(isKnownFailure(error) ? error : (faults.get(connection) ?? error), server);
    });
  return withMailboxLogin(server, context, (account) =>
    pools.use(resources, account, (pool) => useConnection(pool, signal, run)),
  );
}

async function openConnection(account: MailboxLogin, signal: AbortSignal): Promise<ImapConnection> {
  const { server, network } = account;
  // Loaded when somebody reads mail: it costs a quarter of a second and 30 MB.
  const { ImapFlow } = await import('imapflow');
  return connectToMailbox(server, { signal, network }, async (endpoint) => {
    const connection = new ImapFlow(imapOptions(account, endpoint));
    watchCommands(connection);
    // A connection that breaks while it is kept is noticed by `usable`; without a listener it would end the
    // process.
    connection.on('error', (error) => void (faults.has(connection) || faults.set(connection, error)));
    const stopListening = onAbort(signal, () => connection.close());
    try {
      await connection.connect();
      return connection;
    } catch (error) {
      connection.close();
      throw imapFailure(findRefusal(connection, 'STARTTLS') ?? error, server);
    } finally {
      stopListening();
    }
  });
}

function imapOptions({ server, login }: MailboxLogin, { address, encryption }: Endpoint): ImapFlowOptions {
  const { host, port, timeouts } = server;
  const servername = tlsNameOf(host);
  return {
    host: address,
    port,
    ...(servername !== undefined && { servername }),
    secure: encryption === 'implicit',
    doSTARTTLS: encryption === 'starttls' ? true : encryption === 'none' ? false : undefined,
    auth:
      login.kind === 'password'
        ? { user: login.username, pass: login.password }
        : { user: login.username, accessToken: login.accessToken },
    clientInfo: { name: 'Jobwright', version: false, vendor: false, 'support-url': false },
    logger: false,
    disableAutoIdle: true,
    disableAutoEnable: true,
    disableCompression: true,
    connectionTimeout: timeouts.connectMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.silenceMs,
    maxLineLength: MAX_LITERAL_BYTES,
    maxLiteralSize: MAX_LITERAL_BYTES,
    maxResponseSize: 2 * MAX_LITERAL_BYTES,
  };
}
