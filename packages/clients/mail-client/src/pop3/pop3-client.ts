import type { Socket } from 'node:net';
import { createPool, defineResource } from '@jobwright/concurrency';
import type { MailContext } from '../mail-context.ts';
import { connectToMailbox } from '../mailbox/connect-to-mailbox.ts';
import { type MailboxLogin, loginKey, withMailboxLogin } from '../mailbox/mailbox-login.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';
import { useConnection } from '../mailbox/use-connection.ts';
import { pop3Failure } from './pop3-failure.ts';
import { logIn } from './pop3-login.ts';
import { createPop3Session, type Pop3Session } from './pop3-session.ts';
import { openSocket } from './pop3-socket.ts';

interface Connection {
  readonly session: Pop3Session;
  readonly socket: Socket;
}

/**
 * A POP3 session locks its mailbox, and deletes when it ends: there is one at a time for each login, and none
 * is kept.
 */
const pools = defineResource({
  toKey: loginKey,
  open: (account) =>
    createPool<Connection>({
      open: (signal) => openConnection(account, signal),
      isUsable: ({ socket }) => !socket.destroyed,
      close: ({ socket }) => void socket.destroy(),
      maxOpen: 1,
      idleMs: 0,
    }),
  close: (pool) => pool.close(),
});

/**
 * Runs `work` logged in (RFC 1939), then ends the session: what `work` deleted is deleted when this resolves.
 * @throws MailError; failures of the token endpoint
 */
export async function usePop3<Answer>(
  server: MailboxServer,
  context: MailContext,
  work: (session: Pop3Session) => Promise<Answer>,
): Promise<Answer> {
  const { resources, signal } = context;
  const run = async ({ session }: Connection): Promise<Answer> => {
    const answer = await work(session);
    await session.quit();
    return answer;
  };
  return withMailboxLogin(server, context, (account) =>
    pools.use(resources, account, (pool) =>
      useConnection(pool, signal, run).catch((error: unknown) => {
        signal.throwIfAborted();
        throw pop3Failure(error, server);
      }),
    ),
  );
}

const openConnection = ({ server, login, network }: MailboxLogin, signal: AbortSignal): Promise<Connection> =>
  connectToMailbox(server, { signal, network }, async (endpoint) => {
    const open: Socket[] = [];
    try {
      const plain = await openSocket(endpoint, { server, signal });
      open.push(plain);
      const { wire, socket, capabilities } = await logIn(plain, {
        server,
        login,
        encryption: endpoint.encryption,
      });
      return { session: createPop3Session(wire, capabilities), socket };
    } catch (error) {
      for (const socket of open) socket.destroy();
      throw pop3Failure(error, server);
    }
  });
