import type { IncomingMessage, ServerResponse } from 'node:http';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { listen } from '../listen.ts';
import type { RestServer, RestServerOptions } from './rest-server.ts';

/** A client that sends slower than this is cut off: what it has sent is in memory. */
const REQUEST_TIMEOUT_MS = 120_000;
const KEEP_ALIVE_TIMEOUT_MS = 72_000;

export interface RunningRestServer {
  readonly port: number;
  /** Frees the port and cuts all connections. */
  close(): Promise<void>;
}

/**
 * Listens for REST clients. What answers them is loaded with the first request: it takes longer to load than
 * the rest of the engine.
 * @throws Error of the socket when the port is not available.
 */
export async function startRestServer({
  host,
  port,
  onWarning,
  ...options
}: RestServerOptions & {
  readonly host: string;
  /** 0: a free one. */
  readonly port: number;
  readonly onWarning: (warning: string) => void;
}): Promise<RunningRestServer> {
  let loading: Promise<RestServer> | undefined;
  const load = async (): Promise<RestServer> => {
    const { createRestServer } = await import('./rest-server.ts');
    return createRestServer(options);
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      (await (loading ??= load())).answer(request, response);
    } catch (error) {
      onWarning(`The REST API could not be loaded: ${toErrorMessage(error)}`);
      response.writeHead(500).end();
    }
  };
  // As a module, it would load all of Node's web client with it.
  const listener = process
    .getBuiltinModule('node:http')
    .createServer(
      { requestTimeout: REQUEST_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS },
      (request, response) => void answer(request, response),
    );
  return {
    port: await listen(listener, { host, port }),
    async close() {
      const closed = new Promise((resolve) => listener.close(resolve));
      listener.closeAllConnections();
      await closed;
      await loading?.then(
        (server) => server.close(),
        () => undefined,
      );
    },
  };
}
