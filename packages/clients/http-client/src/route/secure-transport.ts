import type { Socket } from 'node:net';
import { Agent, type buildConnector, type Dispatcher, errors } from 'undici';
import type { Dispatch } from './dispatch.ts';
import { createHttp2Connection, type Http2Connection } from './http2-connection.ts';
import { createStreamController } from './http2-controller.ts';
import { createOriginPool } from './origin-pool.ts';

/** Sends requests, as far as a caller sees. */
export type Transport = Pick<Dispatcher, 'dispatch' | 'destroy'>;

/** Makes what connects to an origin, and offers HTTP/2 or not. */
export type CreateConnector = (origin: URL, offers: { readonly http2: boolean }) => buildConnector.connector;

export interface SecureTransportOptions {
  readonly maxConnectionsPerOrigin: number;
  readonly createConnector: CreateConnector;
}

interface OriginState {
  readonly connections: Set<Http2Connection>;
  readonly queue: Dispatch[];
  isConnecting: boolean;
}

/** How long it counts that an origin has no HTTP/2. */
const HTTP1_MS = 600_000;
const MAX_KNOWN_ORIGINS = 1_000;

/**
 * HTTPS: HTTP/2 over few connections where the server offers it (RFC 7301), else undici's pool of HTTP/1.1.
 * The HTTP/2 of undici 7 is not used: it breaks requests under way when a server is about to close the connection.
 */
export function createSecureTransport(options: SecureTransportOptions): Transport {
  const { createConnector, maxConnectionsPerOrigin } = options;
  const origins = new Map<string, OriginState>();
  const http1Until = new Map<string, number>();
  const spares = createSpares();
  const http1 = new Agent({
    factory: (origin) =>
      createOriginPool(origin, {
        connections: maxConnectionsPerOrigin,
        connect: spares.before(new URL(origin), createConnector(new URL(origin), { http2: false })),
      }),
  });
  let isDestroyed = false;

  const connect = (origin: string, state: OriginState): void => {
    state.isConnecting = true;
    const { protocol, host, hostname, port } = new URL(origin);
    const target = { protocol, host, hostname: hostname.replace(/^\[|\]$/g, ''), port };
    createConnector(new URL(origin), { http2: true })(target, (error, socket) => {
      state.isConnecting = false;
      if (error !== null) return onFailed(state, error, origin);
      if (isDestroyed) return void socket.destroy();
      if ('alpnProtocol' in socket && socket.alpnProtocol === 'h2') addConnection(origin, state, socket);
      else fallBack(origin, state, socket);
      pump(origin, state);
    });
  };
  const onFailed = (state: OriginState, error: Error, origin: string): void => {
    // Those there are may still take what waits.
    if (state.connections.size > 0) return;
    origins.delete(origin);
    failAll(state.queue.splice(0), error);
  };
  const addConnection = (origin: string, state: OriginState, socket: Socket): void => {
    const connection = createHttp2Connection(origin, socket, {
      onRoom: () => pump(origin, state),
      onClose: () => {
        state.connections.delete(connection);
        pump(origin, state);
      },
      onRefused: (dispatch) => {
        state.queue.unshift({ ...dispatch, isRepeated: true });
        pump(origin, state);
      },
    });
    state.connections.add(connection);
  };
  const fallBack = (origin: string, state: OriginState, socket: Socket): void => {
    if (http1Until.size >= MAX_KNOWN_ORIGINS) http1Until.clear();
    http1Until.set(origin, performance.now() + HTTP1_MS);
    spares.keep(origin, socket);
    for (const { options: request, handler } of state.queue.splice(0)) http1.dispatch(request, handler);
  };

  const pump = (origin: string, state: OriginState): void => {
    for (;;) {
      const [next] = state.queue;
      if (next === undefined) break;
      const connections = [...state.connections];
      const connection = connections.find(({ hasRoom }) => hasRoom);
      if (connection === undefined) {
        const isSettling = state.isConnecting || connections.some((known) => known.isSettling);
        if (!isSettling && connections.length < maxConnectionsPerOrigin) connect(origin, state);
        return;
      }
      state.queue.shift();
      connection.send(next);
    }
    if (state.connections.size === 0 && !state.isConnecting) origins.delete(origin);
  };

  return {
    dispatch(request, handler) {
      const origin = String(request.origin);
      if (isDestroyed) failAll([{ handler }], new errors.ClientDestroyedError());
      else if ((http1Until.get(origin) ?? 0) > performance.now()) http1.dispatch(request, handler);
      else {
        const state = origins.get(origin) ?? { connections: new Set(), queue: [], isConnecting: false };
        origins.set(origin, state);
        state.queue.push({ options: request, handler, isRepeated: false });
        pump(origin, state);
      }
      return true;
    },
    async destroy() {
      isDestroyed = true;
      const error = new errors.ClientDestroyedError();
      for (const { connections, queue } of origins.values()) {
        failAll(queue.splice(0), error);
        for (const connection of connections) connection.destroy(error);
      }
      await http1.destroy();
    },
  };
}

function failAll(dispatches: readonly Pick<Dispatch, 'handler'>[], error: Error): void {
  for (const { handler } of dispatches) {
    handler.onResponseError?.(
      createStreamController(() => undefined),
      error,
    );
  }
}

/** A connection that turned out to be HTTP/1.1 is not thrown away: the pool takes it as its first. */
interface Spares {
  keep(origin: string, socket: Socket): void;
  before(origin: URL, connect: buildConnector.connector): buildConnector.connector;
}

/** A spare that nobody wants is closed after this time. */
const SPARE_MS = 1_000;

function createSpares(): Spares {
  const sockets = new Map<string, Socket>();
  const take = (origin: string): Socket | undefined => {
    const socket = sockets.get(origin);
    sockets.delete(origin);
    return socket;
  };
  return {
    keep(origin, socket) {
      take(origin)?.destroy();
      sockets.set(origin, socket);
      setTimeout(() => {
        if (sockets.get(origin) === socket) take(origin)?.destroy();
      }, SPARE_MS).unref();
    },
    before: (origin, connect) => (target, callback) => {
      const spare = take(origin.origin);
      if (spare === undefined || spare.destroyed) return connect(target, callback);
      queueMicrotask(() => callback(null, spare));
    },
  };
}
