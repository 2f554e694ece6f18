import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { onAbort } from '@jobwright/concurrency';
import type { Endpoint } from '../mailbox/connect-to-mailbox.ts';
import { tlsNameOf } from '../network/mail-server.ts';
import { whenConnected } from '../network/when-connected.ts';
import type { MailboxServer } from '../mailbox/mailbox-server.ts';

interface Attempt {
  readonly server: MailboxServer;
  readonly signal: AbortSignal;
}

/**
 * Opens a connection to one address, with TLS from the first byte or without. The signal destroys it at any
 * time.
 */
export async function openSocket(
  { address, encryption }: Endpoint,
  { server, signal }: Attempt,
): Promise<Socket> {
  const target = { host: address, port: server.port };
  const isTls = encryption === 'implicit';
  const socket = isTls ? connectTls({ ...target, ...tlsTarget(server) }) : connectPlain(target);
  socket.once(
    'close',
    onAbort(signal, () => socket.destroy()),
  );
  await whenConnected(socket, {
    event: isTls ? 'secureConnect' : 'connect',
    timeoutMs: server.timeouts.connectMs,
  });
  return socket;
}

/** Puts TLS on a connection that began in plain text. */
export async function upgradeSocket(socket: Socket, server: MailboxServer): Promise<Socket> {
  const upgraded = connectTls({ socket, ...tlsTarget(server) });
  upgraded.once('close', () => socket.destroy());
  socket.once('close', () => upgraded.destroy());
  socket.on('error', (error) => upgraded.destroy(error));
  await whenConnected(upgraded, { event: 'secureConnect', timeoutMs: server.timeouts.connectMs });
  return upgraded;
}

/** The name that the certificate has to be for; `host` stands in where it is an address. */
const tlsTarget = ({ host }: MailboxServer) => {
  const servername = tlsNameOf(host);
  return servername === undefined ? { host } : { servername };
};
