import { isIP } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { EgressPolicy, OutboundNetwork, OutboundProxy } from '@jobwright/connector-sdk';
import { Agent, buildConnector, Pool } from 'undici';
import type { HeaderLine } from '../http-message.ts';
import type { RequestTarget } from '../request-target.ts';
import { BlockedError, checkName, createGuardedLookup } from './guarded-lookup.ts';
import { openTunnel, toUnreachable } from './open-tunnel.ts';
import type { ResolveName } from './resolve-name.ts';
import { createSecureTransport, type Transport } from './secure-transport.ts';

/** How a request gets to its target. */
export interface Route {
  readonly transport: Transport;
  readonly origin: string;
  /** What stands in the request line. */
  readonly path: string;
  /** Unless the request has them itself. */
  readonly headers: readonly HeaderLine[];
  /** Plain HTTP through a proxy: an answer of 407 is the proxy's. */
  readonly isProxied: boolean;
}

export interface RoutesOptions {
  readonly network: OutboundNetwork;
  /** The rules that hold for what is called. */
  readonly egress: EgressPolicy;
  readonly resolveName: ResolveName;
  readonly connectTimeoutMs: number;
  readonly maxConnectionsPerOrigin: number;
  /** For `https:` targets. Default: the system's certificates, none of our own. */
  readonly secureContext?: SecureContext | undefined;
}

/** The pools of one client: one for each origin, and for each proxy. */
export interface Routes {
  /** @throws BlockedError */
  find(target: RequestTarget): Promise<Route> | Route;
  close(): Promise<void>;
}

const NO_HEADERS: readonly HeaderLine[] = [];

export function createRoutes(options: RoutesOptions): Routes {
  const { network, egress, resolveName, connectTimeoutMs: timeoutMs } = options;
  const { maxConnectionsPerOrigin } = options;
  const plain = new Agent({
    factory: (origin) =>
      new Pool(origin, {
        connections: maxConnectionsPerOrigin,
        connect: createDirectConnector(new URL(origin), { http2: false }, options),
      }),
  });
  const secure = createSecureTransport({
    maxConnectionsPerOrigin,
    toConnector: (origin, offers) => createDirectConnector(origin, offers, options),
  });
  const tunnels = new Map<string, Transport>();
  const proxies = new Map<string, Pool>();

  const findTunnels = (proxy: OutboundProxy): Transport => {
    const key = `${proxy.url} ${proxy.authorization ?? ''}`;
    const known = tunnels.get(key);
    if (known !== undefined) return known;
    const created = createSecureTransport({
      maxConnectionsPerOrigin,
      toConnector: (_origin, offers) => createTunnelConnector(proxy, offers, options),
    });
    tunnels.set(key, created);
    return created;
  };
  const findProxyPool = ({ url }: OutboundProxy): Pool => {
    const known = proxies.get(url);
    if (known !== undefined) return known;
    const pool = new Pool(url, {
      connections: options.maxConnectionsPerOrigin,
      connect: createProxyConnector(options),
    });
    proxies.set(url, pool);
    return pool;
  };

  const findProxied = async (target: RequestTarget, proxy: OutboundProxy): Promise<Route> => {
    const { hostname: host, port, origin, path } = target;
    if (egress.looksAtAddresses && isIP(host) === 0)
      await checkName({ host, port, egress, resolveName, timeoutMs });
    if (target.isSecure) {
      return { transport: findTunnels(proxy), origin, path, headers: [], isProxied: false };
    }
    const headers: HeaderLine[] = [['Host', target.host]];
    if (proxy.authorization !== undefined) headers.push(['Proxy-Authorization', proxy.authorization]);
    return {
      transport: findProxyPool(proxy),
      origin: proxy.url,
      path: `${origin}${path}`,
      headers,
      isProxied: true,
    };
  };

  return {
    find(target) {
      const { origin, path } = target;
      const reason = egress.describeBlock(target.destination);
      if (reason !== undefined) throw new BlockedError(reason);
      const proxy = network.findProxy(target.href);
      if (proxy !== undefined) return findProxied(target, proxy);
      return {
        transport: target.isSecure ? secure : plain,
        origin,
        path,
        headers: NO_HEADERS,
        isProxied: false,
      };
    },
    async close() {
      await Promise.all(
        [plain, secure, ...tunnels.values(), ...proxies.values()].map((pool) => pool.destroy()),
      );
    },
  };
}

/** An address that cannot be reached is given up for the next one after this time. */
const ADDRESS_ATTEMPT_MS = 1_000;

interface Offers {
  readonly http2: boolean;
}

function createDirectConnector(
  origin: URL,
  offers: Offers,
  options: RoutesOptions,
): buildConnector.connector {
  const { egress, resolveName, secureContext, connectTimeoutMs: timeoutMs } = options;
  const host = origin.hostname.replace(/^\[|\]$/g, '');
  const port = Number(origin.port === '' ? (origin.protocol === 'https:' ? 443 : 80) : origin.port);
  return buildConnector({
    timeout: timeoutMs,
    allowH2: offers.http2,
    autoSelectFamilyAttemptTimeout: ADDRESS_ATTEMPT_MS,
    lookup: createGuardedLookup({ host, port, egress, resolveName, timeoutMs }),
    ...(secureContext !== undefined && { secureContext }),
  });
}

function createProxyConnector({ connectTimeoutMs }: RoutesOptions): buildConnector.connector {
  const connect = buildConnector({ timeout: connectTimeoutMs });
  return (target, callback) =>
    connect(target, (error, socket) =>
      error === null ? callback(null, socket) : callback(toUnreachable(error), null),
    );
}

function createTunnelConnector(
  proxy: OutboundProxy,
  offers: Offers,
  options: RoutesOptions,
): buildConnector.connector {
  const { connectTimeoutMs: timeoutMs, secureContext } = options;
  const secure = buildConnector({
    timeout: timeoutMs,
    allowH2: offers.http2,
    ...(secureContext !== undefined && { secureContext }),
  });
  return (target, callback) => {
    const host = target.hostname.includes(':') ? `[${target.hostname}]` : target.hostname;
    const authority = `${host}:${target.port === '' ? '443' : target.port}`;
    openTunnel({ proxy, authority, timeoutMs }).then(
      (httpSocket) => secure({ ...target, httpSocket }, callback),
      (error: Error) => callback(error, null),
    );
  };
}
