import type { LookupFunction } from 'node:net';
import type { EgressPolicy } from '@jobwright/connector-sdk';
import { type NameLimits, type ResolvedAddress, resolveInTime, type ResolveName } from './resolve-name.ts';

/** The egress policy does not let this be reached. The message is its reason. */
export class BlockedError extends Error {
  override readonly name = 'BlockedError';
  readonly code = 'BLOCKED';
}

export interface GuardedName extends NameLimits {
  readonly host: string;
  readonly port: number;
  readonly egress: EgressPolicy;
  readonly resolveName: ResolveName;
}

/** For a socket: gives only addresses that may be reached. The socket connects to what it was given, so a name cannot change its mind in between. */
export function createGuardedLookup(guarded: GuardedName): LookupFunction {
  return (name, options, callback) => {
    resolveAllowed(name, guarded).then(
      (allowed) => {
        const [first] = allowed;
        if (options.all === true || first === undefined) callback(null, [...allowed]);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, ''),
    );
  };
}

/** The addresses of a name that may be reached: one at least. @throws BlockedError, or what resolving the name throws */
export async function resolveAllowed(
  name: string,
  { host, port, egress, resolveName, ...limits }: GuardedName,
): Promise<readonly ResolvedAddress[]> {
  const addresses = await resolveInTime(resolveName, name, limits);
  const reasons: string[] = [];
  const allowed = addresses.filter(({ address }) => {
    const reason = egress.describeBlock({ host, port, address });
    if (reason !== undefined) reasons.push(reason);
    return reason === undefined;
  });
  if (allowed.length > 0) return allowed;
  throw new BlockedError(reasons[0] ?? 'the name has no address');
}
