import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: unknown;
  /** As it came. */
  readonly text: string;
}

export interface JsonReply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Instead of a body: with numbers that JavaScript cannot write. */
  readonly text?: string;
}

export interface JsonServer {
  readonly url: string;
  /** What was asked since the last `answer`. */
  readonly seen: readonly SeenRequest[];
  /** How requests are answered from now on. */
  answer(reply: (request: SeenRequest) => JsonReply): void;
  close(): Promise<void>;
}

/** A service on loopback that answers JSON. */
export async function startJsonServer(): Promise<JsonServer> {
  const seen: SeenRequest[] = [];
  let reply: (request: SeenRequest) => JsonReply = () => ({ status: 500 });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const asked: SeenRequest = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers as SeenRequest['headers'],
        body: text === '' ? undefined : JSON.parse(text),
        text,
      };
      seen.push(asked);
      const { status = 200, headers = {}, body, text: answer } = reply(asked);
      response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
      response.end(answer ?? (body === undefined ? undefined : JSON.stringify(body)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    answer(next) {
      seen.length = 0;
      reply = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
