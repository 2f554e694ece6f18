import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { within } from '@jobwright/concurrency';
import { findAllowedAddresses, type SocketTarget } from './find-allowed-addresses.ts';
import { limitMs } from './limit-ms.ts';

/** After this time the next address of a host is tried as well. */
const ADDRESS_MS = 1_000;

/** An open connection to an address that the network allows. */
export interface GuardedSocket {
  /** Connected. The caller listens to its errors and closes it. */
  readonly socket: Socket;
  /** The host in canonical form: for the server name in TLS, and for messages. */
  readonly host: string;
}

/** There was no connection within `timeoutMs`. */
export class ConnectTimeoutError extends Error {
  override readonly name = 'ConnectTimeoutError';
  readonly code = 'ETIMEDOUT';
}

/**
 * Opens a TCP connection to an address of the host that the network allows. `timeoutMs` covers name
 * resolution and connecting together.
 * @throws what `findAllowedAddresses` throws, ConnectTimeoutError, Node's error of a failed connection
 * (`ECONNREFUSED`)
 */
export async function openGuardedSocket(target: SocketTarget): Promise<GuardedSocket> {
  const { port, signal, timeoutMs = 20_000 } = target;
  const start = performance.now();
  const { host, addresses } = await findAllowedAddresses({ ...target, timeoutMs });
  const leftMs = timeoutMs === 0 ? 0 : Math.max(1, timeoutMs - (performance.now() - start));
  const socket = connect({
    host,
    port,
    lookup: lookUpIn(addresses),
    autoSelectFamilyAttemptTimeout: ADDRESS_MS,
  });
  await untilConnected(socket, { timeoutMs: leftMs, signal });
  return { socket, host };
}

/** Creates a `lookup` for sockets that returns these addresses for every name. */
export const lookUpIn =
  (addresses: readonly string[]): LookupFunction =>
  (_name, { all }, callback) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    const [first] = found;
    if (all === true || first === undefined) callback(null, found);
    else callback(null, first.address, first.family);
  };

interface Limits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Resolves once it is connected; otherwise the socket is destroyed. Leaves no listener behind. */
async function untilConnected(socket: Socket, { timeoutMs, signal }: Limits): Promise<void> {
  const timeoutError = (): Error => new ConnectTimeoutError('No connection in time');
  try {
    await within({ timeoutMs: limitMs(timeoutMs), signal, timeoutError }, () => connected(socket));
  } catch (error) {
    socket.on('error', () => undefined).destroy();
    throw error;
  }
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error): void => {
      socket.off('connect', onConnect).off('error', settle).off('close', onClose);
      if (error === undefined) resolve();
      else reject(error);
    };
    const onConnect = (): void => settle();
    const onClose = (): void => settle(new Error('Closed while connecting'));
    socket.once('connect', onConnect).once('error', settle).once('close', onClose);
  });
}
