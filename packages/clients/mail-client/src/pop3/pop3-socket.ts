import { once } from 'node:events';
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Endpoint } from '../mailbox/connect-to-mailbox.ts';
import { toTlsName } from '../network/mail-server.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';

interface Attempt {
  readonly server: MailboxServer;
  readonly signal: AbortSignal;
}

/** Opens a connection to one address, with TLS from the first byte or without. The signal destroys it at any time. */
export async function openSocket(
  { address, encryption }: Endpoint,
  { server, signal }: Attempt,
): Promise<Socket> {
  const target = { host: address, port: server.port };
  const isTls = encryption === 'implicit';
  const socket = isTls ? connectTls({ ...target, ...toTarget(server) }) : connectPlain(target);
  const destroy = (): void => void socket.destroy();
  signal.addEventListener('abort', destroy, { once: true });
  socket.once('close', () => signal.removeEventListener('abort', destroy));
  await settleWithin(socket, isTls ? 'secureConnect' : 'connect', server.timeouts.connectMs);
  return socket;
}

/** Puts TLS on a connection that began in plain text. */
export async function upgradeSocket(socket: Socket, server: MailboxServer): Promise<Socket> {
  const upgraded = connectTls({ socket, ...toTarget(server) });
  upgraded.once('close', () => socket.destroy());
  socket.once('close', () => upgraded.destroy());
  socket.on('error', (error) => upgraded.destroy(error));
  await settleWithin(upgraded, 'secureConnect', server.timeouts.connectMs);
  return upgraded;
}

/** The name that the certificate has to be for; `host` stands in where it is an address. */
const toTarget = ({ host }: MailboxServer) => {
  const servername = toTlsName(host);
  return servername === undefined ? { host } : { servername };
};

async function settleWithin(socket: Socket, event: string, timeoutMs: number): Promise<void> {
  const late = Object.assign(new Error('No connection in time'), { code: 'ETIMEDOUT' });
  const timer = setTimeout(() => socket.destroy(late), timeoutMs);
  const closed = once(socket, 'close').then(() => {
    throw Object.assign(new Error('Closed while connecting'), { code: 'ECONNRESET' });
  });
  closed.catch(() => undefined);
  try {
    await Promise.race([once(socket, event), closed]);
  } catch (error) {
    socket.on('error', () => undefined).destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
