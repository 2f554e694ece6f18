import { type buildConnector, Pool } from 'undici';
import { passContinue } from './pass-continue.ts';

/** The limit for the headers of one response, names and values together. */
export const MAX_HEADER_BYTES = 256 * 1024;

interface OriginPoolOptions {
  readonly connections: number;
  readonly maxIdleMs: number | undefined;
  readonly connect: buildConnector.connector;
}

/** Keep-alive connections of HTTP/1.1 to one origin, or to a proxy. */
export const createOriginPool = (
  origin: string | URL,
  { connections, maxIdleMs, connect }: OriginPoolOptions,
): Pool =>
  new Pool(origin, {
    connections,
    ...(maxIdleMs !== undefined && { keepAliveTimeout: maxIdleMs, keepAliveMaxTimeout: maxIdleMs }),
    maxHeaderSize: MAX_HEADER_BYTES,
    connect: (target, callback) =>
      connect(target, (error, socket) => {
        if (error !== null) return callback(error, null);
        passContinue(socket);
        callback(null, socket);
      }),
  });
