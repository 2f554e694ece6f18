import type { Server, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type HttpProxy, type HttpProxyOptions, startHttpProxy } from './http-proxy.ts';
import { type Answer, type HttpServer, type HttpServerOptions, startHttpServer } from './http-server.ts';
import { type JsonServer, startJsonServer as startJson } from './json-server.ts';
import { listen as listenOn, type ListenOptions, type TestServerHandle } from './listen.ts';
import { startSocketServer as startSockets } from './socket-server.ts';
import { startTokenServer as startTokens, type TokenAnswer, type TokenServer } from './token-server.ts';

export type { Answer, HttpServer, SeenRequest } from './http-server.ts';
export { findClosedPort } from './find-closed-port.ts';
export type { HttpProxy } from './http-proxy.ts';
export type { TestServerHandle } from './listen.ts';
export type { TokenServer } from './token-server.ts';

const options = { onClose: onTestFinished };

/** `startHttpServer` whose server ends with the test that calls it. Outside of a test it throws. */
export const startServer = (
  answer?: Answer,
  { tls }: Pick<HttpServerOptions, 'tls'> = {},
): Promise<HttpServer> => startHttpServer(answer, { ...options, ...(tls && { tls }) });

/** `startHttpProxy` whose proxy ends with the test. */
export const startProxy = (proxy: HttpProxyOptions = {}): Promise<HttpProxy> =>
  startHttpProxy({ ...options, ...proxy });

/** `startSocketServer` whose server ends with the test. */
export const startSocketServer = (
  onSocket?: (socket: Socket) => void,
  at: Pick<ListenOptions, 'path'> = {},
): Promise<TestServerHandle> => startSockets(onSocket, { ...options, ...at });

/** `startJsonServer` whose server ends with the test. */
export const startJsonServer = (): Promise<JsonServer> => startJson(options);

/** `startTokenServer` whose server ends with the test. */
export const startTokenServer = (answer?: TokenAnswer): Promise<TokenServer> => startTokens(answer, options);

/** `listen` on a server of your own, which ends with the test. */
export const listen = (server: Server): Promise<TestServerHandle> => listenOn(server, options);
