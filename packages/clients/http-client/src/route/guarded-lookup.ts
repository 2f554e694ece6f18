import type { LookupFunction } from 'node:net';
import type { EgressPolicy } from '@jobwright/connector-sdk';
import { type NameLimits, type ResolvedAddress, resolveInTime, type ResolveName } from './resolve-name.ts';

/** The egress policy does not allow the target. The message is the reason. */
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

/**
 * Creates a `lookup` for sockets that returns only allowed addresses. The socket connects to exactly these,
 * so a second resolution cannot differ.
 */
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

/** The allowed addresses of a name, at least one. @throws BlockedError, or what resolving the name throws */
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
