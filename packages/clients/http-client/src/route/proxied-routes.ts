import { isIP, type Socket } from 'node:net';
import type { OutboundProxy } from '@jobwright/connector-sdk';
import { Agent, buildConnector } from 'undici';
import type { HeaderLine } from '../http-message.ts';
import type { RequestTarget } from '../request-target.ts';
import { openCheckedTunnel } from './open-checked-tunnel.ts';
import { createOriginPool } from './origin-pool.ts';
import { unreachableError } from './open-tunnel.ts';
import type { Route, RoutesOptions } from './route.ts';
import { createSecureTransport, type Transport } from './secure-transport.ts';

/** The pools of connections through one proxy. */
export interface ProxiedRoutes {
  find(target: RequestTarget): Route;
  close(): Promise<void>;
}

/** Opens a tunnel to a host through the proxy. */
type OpenTunnel = (host: string, port: number) => Promise<Socket>;

/**
 * HTTPS goes through tunnels. So does plain HTTP if rules depend on addresses: a proxy that gets a URL
 * resolves its name itself and sends that name as `Host` (RFC 9112, 3.2.2).
 */
export function createProxiedRoutes(proxy: OutboundProxy, options: RoutesOptions): ProxiedRoutes {
  const { maxConnectionsPerOrigin: connections, connectTimeoutMs: timeoutMs, maxIdleMs } = options;
  const { egress, network, resolveName } = options;
  const checked = egress.looksAtAddresses && network.proxyResolves !== true ? egress : undefined;
  const open: OpenTunnel = (host, port) =>
    openCheckedTunnel({ proxy, host, port, egress: checked, resolveName, timeoutMs });

  const secure = createSecureTunnels(open, options);
  const plain = createPlainTunnels(open, options);
  const forward = createOriginPool(proxy.url, {
    connections,
    maxIdleMs,
    connect: createProxyConnector(timeoutMs),
  });

  return {
    find(target) {
      if (target.isSecure) return createTunnelRoute(secure, target);
      const isResolvedThere = checked === undefined || isIP(target.hostname) !== 0;
      return isResolvedThere ? createForwardRoute(forward, proxy, target) : createTunnelRoute(plain, target);
    },
    async close() {
      await Promise.all([secure, plain, forward].map((pool) => pool.destroy()));
    },
  };
}

function createSecureTunnels(open: OpenTunnel, options: RoutesOptions): Transport {
  const { maxConnectionsPerOrigin, maxIdleMs, connectTimeoutMs, secureContext } = options;
  return createSecureTransport({
    maxConnectionsPerOrigin,
    maxIdleMs,
    createConnector: (_origin, { http2 }) => {
      const connect = buildConnector({
        timeout: connectTimeoutMs,
        allowH2: http2,
        ...(secureContext !== undefined && { secureContext }),
      });
      return (target, callback) => {
        open(target.hostname, target.port === '' ? 443 : Number(target.port)).then(
          (httpSocket) => connect({ ...target, httpSocket }, callback),
          (error: Error) => callback(error, null),
        );
      };
    },
  });
}

const createPlainTunnels = (
  open: OpenTunnel,
  { maxConnectionsPerOrigin: connections, maxIdleMs }: RoutesOptions,
): Transport =>
  new Agent({
    factory: (origin) =>
      createOriginPool(origin, {
        connections,
        maxIdleMs,
        connect: (target, callback) => {
          open(target.hostname, target.port === '' ? 80 : Number(target.port)).then(
            (socket) => callback(null, socket),
            (error: Error) => callback(error, null),
          );
        },
      }),
  });

const createTunnelRoute = (transport: Transport, { origin, path }: RequestTarget): Route => ({
  transport,
  origin,
  path,
  headers: [],
  isProxied: false,
});

function createForwardRoute(
  transport: Transport,
  proxy: OutboundProxy,
  { host, origin, path }: RequestTarget,
): Route {
  const headers: HeaderLine[] = [['Host', host]];
  if (proxy.authorization !== undefined) headers.push(['Proxy-Authorization', proxy.authorization]);
  return { transport, origin: proxy.url, path: `${origin}${path}`, headers, isProxied: true };
}

function createProxyConnector(timeoutMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs });
  return (target, callback) =>
    connect(target, (error, socket) =>
      error === null ? callback(null, socket) : callback(unreachableError(error), null),
    );
}
