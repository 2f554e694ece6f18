import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { TLSSocket } from 'node:tls';

/** A request as it came over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Name in the certificate of the client, where it showed one. */
  readonly client: string | undefined;
}

export interface WireBackend {
  readonly url: string;
  /** What came for this path, the oldest first. */
  requestsOf(path: string): readonly WireRequest[];
  /** What came for one of these paths or below it, the oldest first. */
  requestsBelow(paths: readonly string[]): readonly WireRequest[];
  close(): Promise<void>;
}

/** Gives status, body and headers of the answer; by default `200` with `{"path": ...}`. */
export type WireAnswer = (request: WireRequest) =>
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Uint8Array;
    }
  | undefined;

/** A server that remembers what it was sent, by path. */
export async function startWireBackend(answer: WireAnswer, tls?: ServerOptions): Promise<WireBackend> {
  const seen: WireRequest[] = [];
  const listener: RequestListener = (incoming, response) => {
    const answerTo = (body: string): void => {
      const { method = '', headers } = incoming;
      const [path = '', query = ''] = (incoming.url ?? '').split('?');
      const client =
        incoming.socket instanceof TLSSocket ? incoming.socket.getPeerCertificate().subject?.CN : undefined;
      const request = { method, path, query, headers, body, client: client?.toString() };
      seen.push(request);
      const given = answer(request) ?? {};
      response.writeHead(given.status ?? 200, { 'content-type': 'application/json', ...given.headers });
      response.end(given.body ?? JSON.stringify({ path }));
    };
    // Whoever gives up in the middle of a request gets no answer.
    text(incoming).then(answerTo, () => undefined);
  };
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    requestsOf: (path) => seen.filter((request) => request.path === path),
    requestsBelow: (paths) =>
      seen.filter((request) => paths.some((path) => `${request.path}/`.startsWith(`${path}/`))),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
