import {
  createSecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type SecureServerOptions,
  type ServerHttp2Session,
} from 'node:http2';
import { text } from 'node:stream/consumers';
import { createSecureContext } from 'node:tls';
import { onTestFinished } from 'vitest';
import type { TlsContexts } from '../create-http-client.ts';
import { LOCALHOST_TLS } from '@jobwright/test-servers';
import { listen } from '@jobwright/test-servers/vitest';

export interface SeenHttp2Request {
  readonly method: string;
  readonly url: string;
  readonly httpVersion: string;
  readonly headers: Http2ServerRequest['headers'];
  readonly body: string;
}

export interface Http2Server {
  /** `https://127.0.0.1:port`; its certificate is `trustSelfSigned`. */
  readonly origin: string;
  readonly requests: readonly SeenHttp2Request[];
  readonly sessions: readonly ServerHttp2Session[];
}

type Answer = (request: SeenHttp2Request, response: Http2ServerResponse) => void;

/** A client that trusts the test servers. */
export const trustSelfSigned: TlsContexts = {
  own: createSecureContext({ ca: LOCALHOST_TLS.cert }),
  others: createSecureContext({ ca: LOCALHOST_TLS.cert }),
};

/** A real HTTP/2 server on loopback that ends with the test. */
export async function startHttp2Server(
  answer: Answer = (_request, response) => void response.end('ok'),
  options: SecureServerOptions = {},
): Promise<Http2Server> {
  const requests: SeenHttp2Request[] = [];
  const sessions: ServerHttp2Session[] = [];
  const server = createSecureServer({ ...LOCALHOST_TLS, ...options });
  server.on('session', (session) => void sessions.push(session));
  server.on('sessionError', () => undefined);
  server.on('request', (incoming: Http2ServerRequest, response: Http2ServerResponse) => {
    response.stream.on('error', () => undefined);
    void text(incoming).then(
      (body) => {
        const { method, url, httpVersion, headers } = incoming;
        const seen = { method, url, httpVersion, headers, body };
        requests.push(seen);
        answer(seen, response);
      },
      () => undefined,
    );
  });
  const { port } = await listen(server);
  onTestFinished(() => {
    for (const session of sessions) session.destroy();
  });
  return { origin: `https://127.0.0.1:${port}`, requests, sessions };
}
