import { lookup } from 'node:dns';
import { isIP, type LookupFunction, Socket } from 'node:net';
import type { EgressPolicy } from '@jobwright/connector-sdk';
import type { DatabaseTarget } from './database-target.ts';

/** The egress policy does not let this be reached. The message is its reason. */
export class DatabaseBlockedError extends Error {
  override readonly name = 'DatabaseBlockedError';
}

interface Destination extends Pick<DatabaseTarget, 'host' | 'port'> {
  /** Of the operator: then nothing of the network is reached. */
  readonly socketPath: string | undefined;
  readonly egress: EgressPolicy;
}

/**
 * The socket of one connection, which goes to no address but those that may be reached. What is blocked shows as its `error`. Whoever
 * takes it sees to its end in time.
 */
export function connectDatabase({ host, port, socketPath, egress }: Destination): Socket {
  const socket = new Socket();
  socket.setNoDelay(true);
  socket.setKeepAlive(true);
  const isAddress = isIP(host) !== 0;
  const reason = egress.describeBlock({ host, port, ...(isAddress && { address: host }) });
  if (reason !== undefined) return socket.destroy(new DatabaseBlockedError(reason));
  if (socketPath !== undefined) return socket.connect(socketPath);
  return socket.connect({ host, port, lookup: createLookup({ host, port, egress }) });
}

/** The socket connects to what it was given, so a name cannot change its mind in between. */
function createLookup({ host, port, egress }: Omit<Destination, 'socketPath'>): LookupFunction {
  return (name, options, callback) => {
    lookup(name, { all: true, verbatim: true }, (error, addresses) => {
      if (error !== null) return callback(error, '');
      const reasons: string[] = [];
      const allowed = addresses.filter(({ address }) => {
        const reason = egress.describeBlock({ host, port, address });
        if (reason !== undefined) reasons.push(reason);
        return reason === undefined;
      });
      const [first] = allowed;
      if (first === undefined) {
        return callback(new DatabaseBlockedError(reasons[0] ?? 'the name has no address'), '');
      }
      if (options.all === true) return callback(null, allowed);
      callback(null, first.address, first.family);
    });
  };
}
