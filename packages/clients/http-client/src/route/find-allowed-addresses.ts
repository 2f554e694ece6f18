import type { OutboundNetwork, TargetKind } from '@jobwright/connector-sdk';
import { parseHost } from '../egress/parse-host.ts';
import { resolveName } from '../names/shared-resolver.ts';
import { chooseEgress } from '../network/choose-egress.ts';
import { BlockedError, resolveAllowed } from './guarded-lookup.ts';
import type { ResolveName } from './resolve-name.ts';

/** Where a connection that is not HTTP shall go. */
export interface SocketTarget {
  /** As it was given: a name, or an IP address with or without brackets. */
  readonly host: string;
  readonly port: number;
  readonly network: OutboundNetwork;
  /** Who named it. Default `model`: the rules of the network hold. */
  readonly target?: TargetKind;
  /** In milliseconds; 0 is no limit. Default 20,000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
  /** Default: by hosts file, search domains and DNS servers of the machine. */
  readonly resolveName?: ResolveName;
}

/** A host in its one form, with the addresses that may be reached. */
export interface AllowedAddresses {
  /** The host in its one form: for the name in TLS, and for messages. */
  readonly host: string;
  /** One at least. Connect to these and resolve nothing anew: a name may resolve to something else the next time. */
  readonly addresses: readonly string[];
}

/**
 * The addresses of a host that the network lets us reach, for connections that are not HTTP. The host is read in its one form, held
 * against the rules, resolved within the time, and each address is held against the rules. A name that is denied is not resolved.
 * @throws BlockedError when nothing of it may be reached, ResolveTimeoutError, Node's error of a name that cannot be resolved
 * (`ENOTFOUND`), the reason of the signal
 */
export async function findAllowedAddresses(target: SocketTarget): Promise<AllowedAddresses> {
  const { port, signal } = target;
  const egress = chooseEgress(target.network, target.target);
  const form = parseHost(target.host);
  if (form === undefined) throw new BlockedError('it is no host name and no address');
  const { host, address, connectTo } = form;
  const reason = egress.describeBlock({ host, port, ...(address !== undefined && { address }) });
  if (reason !== undefined) throw new BlockedError(reason);
  if (address !== undefined) return { host, addresses: [connectTo] };
  const found = await resolveAllowed(connectTo, {
    host,
    port,
    egress,
    resolveName: target.resolveName ?? resolveName,
    timeoutMs: target.timeoutMs ?? 20_000,
    signal,
  });
  return { host, addresses: found.map((each) => each.address) };
}
