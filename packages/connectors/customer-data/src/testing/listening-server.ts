import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface ListeningServer {
  readonly port: number;
  readonly connections: () => number;
  close(): Promise<void>;
}

/** Takes connections on 127.0.0.1, or at the path of a socket, and says no word but what it is told to. */
export async function startListeningServer(
  onConnection: (socket: Socket) => void = () => undefined,
  path?: string,
): Promise<ListeningServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((resolve) => {
    if (path === undefined) server.listen(0, '127.0.0.1', resolve);
    else server.listen(path, resolve);
  });
  return {
    port: path === undefined ? (server.address() as AddressInfo).port : 0,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
