import { Socket, type SocketConnectOpts } from 'node:net';
import { toError } from '@jobwright/concurrency';
import type { OutboundNetwork, TargetKind } from '@jobwright/connector-sdk';
import { BlockedError, findAllowedAddresses, lookUpIn } from '@jobwright/http-client';
import type { DatabaseTarget } from './database-target.ts';

/** Name resolution, TCP, TLS and login together. */
export const CONNECT_TIMEOUT_MS = 10_000;
/** After this the next address of a host is tried too. */
const ADDRESS_MS = 1_000;

interface Destination extends Pick<DatabaseTarget, 'host' | 'port'> {
  /** Of the operator's settings: then nothing of the network is reached. */
  readonly socketPath: string | undefined;
  readonly network: OutboundNetwork;
  readonly kind: TargetKind;
}

/** Drivers that connect their sockets themselves are not let. */
class DatabaseSocket extends Socket {
  override connect(): this {
    return this;
  }

  open(options: SocketConnectOpts): void {
    super.connect(options);
  }
}

/**
 * The socket of one connection, which goes to no address but those that may be reached. What is blocked shows
 * as its `error`, a BlockedError. Whoever takes it sees to its end in time.
 */
export function connectDatabase(destination: Destination): Socket {
  const socket = new DatabaseSocket();
  socket.setNoDelay(true);
  socket.setKeepAlive(true);
  const isOver = new AbortController();
  socket.once('close', () => isOver.abort());
  connect(socket, destination, isOver.signal).catch((error: unknown) => socket.destroy(toError(error)));
  return socket;
}

async function connect(socket: DatabaseSocket, destination: Destination, signal: AbortSignal): Promise<void> {
  const { host, port, socketPath, network, kind } = destination;
  if (socketPath !== undefined) {
    const reason = kind === 'operator' ? undefined : network.egress.describeBlock({ host, port });
    if (reason !== undefined) throw new BlockedError(reason);
    socket.open({ path: socketPath });
    return;
  }
  const timeoutMs = CONNECT_TIMEOUT_MS;
  const { addresses } = await findAllowedAddresses({ host, port, network, target: kind, timeoutMs, signal });
  if (socket.destroyed) return;
  const lookup = lookUpIn(addresses);
  socket.open({ host, port, lookup, autoSelectFamilyAttemptTimeout: ADDRESS_MS });
}
