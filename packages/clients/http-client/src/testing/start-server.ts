import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface SeenRequest {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

export interface TestServer {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  readonly port: number;
  readonly requests: readonly SeenRequest[];
  /** How many connections were opened to it. */
  connections(): number;
}

type Answer = (request: SeenRequest, response: ServerResponse) => void;

const answerOk: Answer = (_request, response) => void response.end('ok');

/** A real HTTP server on loopback that ends with the test. */
export async function startServer(answer: Answer = answerOk): Promise<TestServer> {
  const requests: SeenRequest[] = [];
  const listener: RequestListener = (incoming, response) => {
    void text(incoming).then((body) => {
      const { method = '', url = '', headers, rawHeaders } = incoming;
      const seen = { method, url, headers, rawHeaders, body };
      requests.push(seen);
      answer(seen, response);
    });
  };
  let connections = 0;
  const server = createServer(listener);
  server.on('connection', () => (connections += 1));
  const port = await listen(server);
  return { origin: `http://127.0.0.1:${port}`, port, requests, connections: () => connections };
}

/** A server that speaks no HTTP by itself. */
export async function startSocketServer(onSocket: (socket: Socket) => void): Promise<number> {
  return listen(
    createSocketServer((socket) => {
      socket.on('error', () => undefined);
      onSocket(socket);
    }),
  );
}

/** A port on loopback at which nobody listens. */
export async function findClosedPort(): Promise<number> {
  const server = createSocketServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}
