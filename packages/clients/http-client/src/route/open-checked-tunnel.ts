import type { Socket } from 'node:net';
import type { EgressPolicy, OutboundProxy } from '@jobwright/connector-sdk';
import { parseHost } from '../egress/parse-host.ts';
import { NameError } from '../names/name-error.ts';
import { BlockedError, resolveAllowed } from './guarded-lookup.ts';
import { openTunnel, ProxyError } from './open-tunnel.ts';
import type { ResolveName } from './resolve-name.ts';

export interface CheckedTunnel {
  readonly proxy: OutboundProxy;
  /** A name or an address; IPv6 with or without brackets. */
  readonly host: string;
  readonly port: number;
  /** Rules that depend on addresses; `undefined`: the proxy gets the name. */
  readonly egress: EgressPolicy | undefined;
  readonly resolveName: ResolveName;
  /** For all of it; 0 is no limit. */
  readonly timeoutMs: number;
}

/** At most this many addresses of a host are tried. */
const MAX_ADDRESSES = 3;

/**
 * Opens a tunnel through a proxy to an address of the host that was checked here, so that the proxy cannot
 * resolve it to another one.
 * @throws BlockedError, ProxyError, or what resolving the name throws
 */
export async function openCheckedTunnel(target: CheckedTunnel): Promise<Socket> {
  const { proxy, port, timeoutMs } = target;
  const start = performance.now();
  const hosts = await findHosts(target);
  for (const [index, host] of hosts.entries()) {
    const leftMs = timeoutMs === 0 ? 0 : Math.max(1, timeoutMs - (performance.now() - start));
    const authority = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    try {
      return await openTunnel({ proxy, authority, timeoutMs: leftMs });
    } catch (error) {
      const isLast = index === hosts.length - 1;
      if (isLast || !(error instanceof ProxyError) || !error.isTransient) throw error;
    }
  }
  throw new BlockedError('the name has no address');
}

/** The hosts to ask the proxy for, one after the other. */
async function findHosts({ host, port, egress, ...more }: CheckedTunnel): Promise<readonly string[]> {
  const form = parseHost(host);
  if (form === undefined) throw new BlockedError('it is neither a host name nor an address');
  if (egress === undefined || form.address !== undefined) return [form.host];
  try {
    const found = await resolveAllowed(form.connectTo, { host: form.host, port, egress, ...more });
    return found.slice(0, MAX_ADDRESSES).map(({ address }) => address);
  } catch (error) {
    if (!(error instanceof NameError) || error.code !== 'ENOTFOUND') throw error;
    throw new BlockedError(
      'its name is not known here, so its address cannot be checked before a proxy connects to it; if the proxy checks addresses itself, set network.proxyResolves',
    );
  }
}
