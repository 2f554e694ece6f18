import type { OutboundProxy } from '@jobwright/connector-sdk';
import { Agent, buildConnector } from 'undici';
import type { HeaderLine } from '../http-message.ts';
import type { RequestTarget } from '../request-target.ts';
import { BlockedError, createGuardedLookup } from './guarded-lookup.ts';
import { createOriginPool } from './origin-pool.ts';
import { createProxiedRoutes, type ProxiedRoutes } from './proxied-routes.ts';
import type { Route, RoutesOptions } from './route.ts';
import { createSecureTransport } from './secure-transport.ts';

/** The pools of one client: one for each origin and each proxy. */
export interface Routes {
  /** @throws BlockedError */
  find(target: RequestTarget): Route;
  close(): Promise<void>;
}

const NO_HEADERS: readonly HeaderLine[] = [];

export function createRoutes(options: RoutesOptions): Routes {
  const { network, egress, maxConnectionsPerOrigin, maxIdleMs } = options;
  const plain = new Agent({
    factory: (origin) =>
      createOriginPool(origin, {
        connections: maxConnectionsPerOrigin,
        maxIdleMs,
        connect: createDirectConnector(new URL(origin), { http2: false }, options),
      }),
  });
  const secure = createSecureTransport({
    maxConnectionsPerOrigin,
    maxIdleMs,
    createConnector: (origin, offers) => createDirectConnector(origin, offers, options),
  });
  const proxied = new Map<string, ProxiedRoutes>();

  const findProxied = (proxy: OutboundProxy): ProxiedRoutes => {
    const key = `${proxy.url} ${proxy.authorization ?? ''}`;
    const known = proxied.get(key);
    if (known !== undefined) return known;
    const created = createProxiedRoutes(proxy, options);
    proxied.set(key, created);
    return created;
  };

  return {
    find(target) {
      const { origin, path } = target;
      const reason = egress.describeBlock(target.destination);
      if (reason !== undefined) throw new BlockedError(reason);
      const proxy = network.findProxy(target.href);
      if (proxy !== undefined) return findProxied(proxy).find(target);
      return {
        transport: target.isSecure ? secure : plain,
        origin,
        path,
        headers: NO_HEADERS,
        isProxied: false,
      };
    },
    async close() {
      await Promise.all([
        plain.destroy(),
        secure.destroy(),
        ...[...proxied.values()].map((routes) => routes.close()),
      ]);
    },
  };
}

/** After this time without a connection, the next address is tried. */
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
