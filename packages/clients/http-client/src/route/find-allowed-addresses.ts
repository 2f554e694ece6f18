import type { OutboundNetwork, TargetKind } from '@jobwright/connector-sdk';
import { parseHost } from '../egress/parse-host.ts';
import { resolveName } from '../names/shared-resolver.ts';
import { chooseEgress } from '../network/choose-egress.ts';
import { BlockedError, resolveAllowed } from './guarded-lookup.ts';
import type { ResolveName } from './resolve-name.ts';

/** The target of a connection that is not HTTP. */
export interface SocketTarget {
  /** A name, or an IP address with or without brackets. */
  readonly host: string;
  readonly port: number;
  readonly network: OutboundNetwork;
  /**
   * Where the host comes from. Default `model`: the egress rules of the network apply; for `operator` they do
   * not.
   */
  readonly target?: TargetKind;
  /** For name resolution and connecting together, in milliseconds; 0 is no limit. Default 20,000. */
  readonly timeoutMs?: number;
  /** Ends the attempt. Default: only the timeout does. */
  readonly signal?: AbortSignal;
  /** Default: hosts file, search domains and DNS servers of the machine. */
  readonly resolveName?: ResolveName;
}

/** A host in canonical form, with the addresses that may be reached. */
export interface AllowedAddresses {
  /** In canonical form: for the server name in TLS, and for messages. */
  readonly host: string;
  /** At least one. Connect to these instead of resolving the name again, which could give other addresses. */
  readonly addresses: readonly string[];
}

/**
 * Finds the addresses of a host that the network allows, for connections that are not HTTP. The host is
 * brought into canonical form, checked against the rules and resolved, and each address is checked as well. A
 * name that is denied is not resolved.
 * @throws BlockedError if no address is allowed, ResolveTimeoutError, Node's error for a name that cannot be
 * resolved (`ENOTFOUND`, `EAI_AGAIN`), the reason of the signal
 */
export async function findAllowedAddresses(target: SocketTarget): Promise<AllowedAddresses> {
  const { port, signal } = target;
  const egress = chooseEgress(target.network, target.target);
  const form = parseHost(target.host);
  if (form === undefined) throw new BlockedError('it is neither a host name nor an address');
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
