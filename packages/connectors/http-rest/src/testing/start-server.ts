import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface SeenRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly rawHeaders: readonly string[];
  readonly body: string;
  readonly bytes: Buffer;
}

export interface TestServer {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  readonly requests: readonly SeenRequest[];
  /** How many connections were opened to it. */
  connections(): number;
  /** Ends the server before the test does. */
  close(): Promise<void>;
}

type Answer = (request: SeenRequest, response: ServerResponse) => void;

const answerOk: Answer = (_request, response) => void response.end('ok');

/** A real HTTP server on loopback that ends with the test. */
export async function startServer(answer: Answer = answerOk): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((incoming, response) => {
    void buffer(incoming).then((bytes) => {
      const { method = '', url = '', headers, rawHeaders } = incoming;
      const seen = { method, url, headers, rawHeaders, body: bytes.toString(), bytes };
      requests.push(seen);
      answer(seen, response);
    });
  });
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, requests, connections: () => connections, close };
}
