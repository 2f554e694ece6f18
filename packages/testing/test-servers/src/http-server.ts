import { createServer, type IncomingHttpHeaders, type RequestListener, ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions as TlsOptions } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { listen, type ServerOptions, type TestServerHandle } from './listen.ts';

/** A request that a server has received. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Names and values alternate, in the order and spelling of the client. */
  readonly rawHeaders: readonly string[];
  /** As UTF-8. */
  readonly body: string;
  readonly bytes: Buffer;
}

/** An HTTP server and the requests it has received. */
export interface HttpServer extends TestServerHandle {
  /** `http://127.0.0.1:port`, or with `https`. */
  readonly origin: string;
  /** In the order in which their bodies had arrived. */
  readonly requests: readonly SeenRequest[];
}

/** A whole response. */
export interface Reply {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default: empty. */
  readonly body?: string | Uint8Array;
}

/**
 * Answers a request whose body has arrived: gives the response, or writes it itself, or leaves the client
 * waiting.
 */
export type Answer = (
  request: SeenRequest,
  response: ServerResponse,
) => Reply | ServerResponse | undefined | void;

/** How an HTTP server is to be. */
export interface HttpServerOptions extends ServerOptions {
  /** Certificate and key, e.g. of `createLocalhostCertificate`. Default: plain HTTP. */
  readonly tls?: TlsOptions;
}

const answerOk: Answer = () => ({ body: 'ok' });

/**
 * A real HTTP server on loopback that keeps what it was sent. Without `answer` each response is 200 and `ok`.
 * @example
 * const server = await startHttpServer(() => ({ status: 201, body: '{"id": "7"}' }));
 * await fetch(server.origin, { method: 'POST', body: '{}' });
 * server.requests; // [{ method: 'POST', url: '/', body: '{}', ... }]
 * await server.close();
 */
export async function startHttpServer(
  answer: Answer = answerOk,
  { tls, ...options }: HttpServerOptions = {},
): Promise<HttpServer> {
  const requests: SeenRequest[] = [];
  const listener: RequestListener = (incoming, response) => {
    buffer(incoming).then(
      (bytes) => {
        const { method = '', url = '', headers, rawHeaders } = incoming;
        const seen = { method, url, headers, rawHeaders, body: bytes.toString(), bytes };
        requests.push(seen);
        const reply = answer(seen, response);
        if (reply === undefined || reply instanceof ServerResponse) return;
        response.writeHead(reply.status ?? 200, reply.headers).end(reply.body);
      },
      // The client went away before it had sent everything.
      () => undefined,
    );
  };
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  const handle = await listen(server, options);
  const scheme = tls === undefined ? 'http' : 'https';
  return { ...handle, origin: `${scheme}://127.0.0.1:${handle.port}`, requests };
}
