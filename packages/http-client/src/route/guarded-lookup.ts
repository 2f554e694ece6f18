import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { EgressPolicy } from '@jobwright/connector-sdk';

/** Resolves a name to all its addresses. */
export type ResolveName = (
  name: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

/** As the operating system does it. */
export const resolveBySystem: ResolveName = (name, callback) =>
  systemLookup(name, { all: true, verbatim: true }, callback);

/** The egress policy does not let this be reached. The message is its reason. */
export class BlockedError extends Error {
  override readonly name = 'BlockedError';
  readonly code = 'BLOCKED';
}

export interface GuardedName {
  readonly host: string;
  readonly port: number;
  readonly egress: EgressPolicy;
  readonly resolveName: ResolveName;
}

/** For a socket: gives only addresses that may be reached. The socket connects to what it was given, so a name cannot change its mind in between. */
export function createGuardedLookup({ host, port, egress, resolveName }: GuardedName): LookupFunction {
  return (name, options, callback) =>
    resolveName(name, (error, addresses) => {
      if (error !== null) return callback(error, '');
      const reasons: string[] = [];
      const allowed = addresses.filter(({ address }) => {
        const reason = egress.describeBlock({ host, port, address });
        if (reason !== undefined) reasons.push(reason);
        return reason === undefined;
      });
      const [first] = allowed;
      if (first === undefined) return callback(new BlockedError(reasons[0] ?? 'the name has no address'), '');
      if (options.all === true) return callback(null, [...allowed]);
      callback(null, first.address, first.family);
    });
}

/**
 * For a name that a proxy resolves: refuses it when it resolves, here, to an address that may not be reached.
 * A name that cannot be resolved here is left to the proxy.
 * @throws BlockedError
 */
export function checkName({ host, port, egress, resolveName }: GuardedName): Promise<void> {
  return new Promise((resolve, reject) => {
    resolveName(host, (error, addresses) => {
      for (const { address } of error === null ? addresses : []) {
        const reason = egress.describeBlock({ host, port, address });
        if (reason !== undefined) return reject(new BlockedError(reason));
      }
      resolve();
    });
  });
}
