import { createServer, type RequestListener, request as sendRequest } from 'node:http';
import { createServer as createSecureServer, type ServerOptions as TlsOptions } from 'node:https';
import { connect } from 'node:net';
import { listen, type ServerOptions, type TestServerHandle } from './listen.ts';

/** An HTTP proxy and what it was asked. */
export interface HttpProxy extends TestServerHandle {
  /** `http://127.0.0.1:port`, or with `https`. */
  readonly url: string;
  /** What it was asked: `CONNECT host:port`, `GET http://...`. */
  readonly asked: readonly string[];
  /** The `Proxy-Authorization` of each request. */
  readonly credentials: readonly (string | undefined)[];
}

/** How a proxy is to be. */
export interface HttpProxyOptions extends ServerOptions {
  /** Certificate and key of the proxy itself. Default: it is asked in plain text. */
  readonly tls?: TlsOptions;
  /** Answers every request with this status instead of passing it on. */
  readonly status?: number;
  /** The status for a tunnel to `host:port`; `undefined` opens it. Default: `status`. */
  readonly statusOf?: (authority: string) => number | undefined;
}

/** A real HTTP proxy on loopback, for plain requests and for tunnels. Every name leads to loopback. */
export async function startHttpProxy({
  tls,
  status,
  statusOf = () => status,
  ...options
}: HttpProxyOptions = {}): Promise<HttpProxy> {
  const asked: string[] = [];
  const credentials: (string | undefined)[] = [];
  const pass: RequestListener = (incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url}`);
    credentials.push(incoming.headers['proxy-authorization']);
    if (status !== undefined) return void response.writeHead(status).end('from the proxy');
    const { port, pathname, search } = new URL(incoming.url ?? '');
    const headers = { ...incoming.headers };
    delete headers['proxy-authorization'];
    const passedOn = sendRequest(
      { host: '127.0.0.1', port, path: `${pathname}${search}`, method: incoming.method, headers },
      (answer) => answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.rawHeaders)),
    );
    passedOn.on('error', () => response.writeHead(502).end());
    incoming.pipe(passedOn);
  };
  const server = tls === undefined ? createServer(pass) : createSecureServer(tls, pass);
  server.on('connect', (incoming, socket, head) => {
    asked.push(`CONNECT ${incoming.url}`);
    credentials.push(incoming.headers['proxy-authorization']);
    const refused = statusOf(incoming.url ?? '');
    if (refused !== undefined) return void socket.end(`HTTP/1.1 ${refused} No\r\nContent-Length: 0\r\n\r\n`);
    const target = connect(Number(incoming.url?.split(':').pop()), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.write(head);
      target.pipe(socket).pipe(target);
    });
    const end = (): void => {
      target.destroy();
      socket.destroy();
    };
    target.on('error', end);
    socket.on('error', end).on('close', end);
  });
  const handle = await listen(server, options);
  const url = `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${handle.port}`;
  return { ...handle, url, asked, credentials };
}
