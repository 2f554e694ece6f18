import type { Socket } from 'node:net';
import type { buildConnector } from 'undici';

/** A connection that turned out to be HTTP/1.1 is not thrown away: the pool takes it as its first. */
export interface SpareSockets {
  keep(origin: string, socket: Socket): void;
  /** Connects with a spare one where there is one. */
  before(origin: URL, connect: buildConnector.connector): buildConnector.connector;
}

/** A spare socket that is not used is closed after this time. */
const SPARE_MS = 1_000;

export function createSpareSockets(): SpareSockets {
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
