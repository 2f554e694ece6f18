import { createServer, type IncomingMessage } from 'node:http';
import { isFromPage } from '@jobwright/loopback';
import { CommandError, ExitCode } from '../../command-line/command-error.ts';

export interface EchoService {
  /** `http://127.0.0.1:port` */
  readonly url: string;
  close(): Promise<void>;
}

const MAX_BYTES = 1_000_000;

/**
 * Answers every request with what it was sent and an id, and one for an access token with a token: a stand-in
 * for a service that is not there yet.
 */
export async function startEchoService(): Promise<EchoService> {
  let answered = 0;
  const server = createServer((request, response) => {
    const { method, url, headers } = request;
    if (isFromPage(headers)) {
      response.writeHead(403).end();
      return;
    }
    readBody(request).then(
      (body) => {
        if (body === undefined) {
          response.writeHead(413, { Connection: 'close' }).end();
          return;
        }
        const id = String((answered += 1));
        response.writeHead(200, { 'Content-Type': 'application/json' });
        const token = body.includes('grant_type=') ? { access_token: 'echo', token_type: 'Bearer' } : {};
        response.end(JSON.stringify({ id, method, url, body, ...token }));
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new CommandError(ExitCode.UNAVAILABLE, 'The echo service has no port');
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Undefined: it is too long. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    if (!(chunk instanceof Uint8Array)) continue;
    length += chunk.length;
    if (length > MAX_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
