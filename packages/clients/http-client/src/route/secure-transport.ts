import { createLruCache } from '@jobwright/concurrency';
import { Agent, type buildConnector, type Dispatcher, errors } from 'undici';
import { failAll, Http2Origin } from './http2-origin.ts';
import { createOriginPool } from './origin-pool.ts';
import { createSpareSockets } from './spare-sockets.ts';

/** Sends requests, as far as a caller sees. */
export type Transport = Pick<Dispatcher, 'dispatch' | 'destroy'>;

/** Creates what connects to an origin, and offers HTTP/2 or not. */
export type CreateConnector = (origin: URL, offers: { readonly http2: boolean }) => buildConnector.connector;

export interface SecureTransportOptions {
  readonly maxConnectionsPerOrigin: number;
  /** As for plain connections; HTTP/2 closes idle ones by itself. */
  readonly maxIdleMs: number | undefined;
  readonly createConnector: CreateConnector;
}

/** How long an origin counts as one without HTTP/2. */
const HTTP1_MS = 600_000;
const MAX_KNOWN_ORIGINS = 1_000;

/**
 * HTTPS: HTTP/2 over few connections where the server offers it (RFC 7301), else undici's pool of HTTP/1.1.
 * The HTTP/2 of undici 7 is not used: it breaks running requests when a server is about to close the
 * connection.
 */
export function createSecureTransport(options: SecureTransportOptions): Transport {
  const { createConnector, maxConnectionsPerOrigin, maxIdleMs } = options;
  const origins = new Map<string, Http2Origin>();
  const withoutHttp2 = createLruCache<true>({ maxEntries: MAX_KNOWN_ORIGINS });
  const spares = createSpareSockets();
  const http1 = new Agent({
    factory: (origin) =>
      createOriginPool(origin, {
        connections: maxConnectionsPerOrigin,
        maxIdleMs,
        connect: spares.before(new URL(origin), createConnector(new URL(origin), { http2: false })),
      }),
  });
  let isDestroyed = false;

  const createOrigin = (origin: string): Http2Origin =>
    new Http2Origin(origin, {
      connect: createConnector(new URL(origin), { http2: true }),
      maxConnections: maxConnectionsPerOrigin,
      onHttp1(socket, waiting) {
        withoutHttp2.set(origin, true, { ttlMs: HTTP1_MS });
        spares.keep(origin, socket);
        for (const { options: request, handler } of waiting) http1.dispatch(request, handler);
      },
      onHttp1Required({ options: request, handler }) {
        withoutHttp2.set(origin, true, { ttlMs: HTTP1_MS });
        http1.dispatch(request, handler);
      },
      onIdle: () => origins.delete(origin),
    });

  return {
    dispatch(request, handler) {
      const origin = String(request.origin);
      if (isDestroyed) failAll([{ handler }], new errors.ClientDestroyedError());
      else if (withoutHttp2.get(origin) === true) http1.dispatch(request, handler);
      else {
        const state = origins.get(origin) ?? createOrigin(origin);
        origins.set(origin, state);
        state.send({ options: request, handler, isRepeated: false });
      }
      return true;
    },
    async destroy() {
      isDestroyed = true;
      const error = new errors.ClientDestroyedError();
      for (const origin of origins.values()) origin.destroy(error);
      await http1.destroy();
    },
  };
}
