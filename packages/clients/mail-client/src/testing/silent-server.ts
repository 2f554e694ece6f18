import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface SilentServer {
  readonly port: number;
  /** The next client that connects. */
  readonly connected: Promise<Socket>;
  close(): Promise<void>;
}

/** Takes connections on the loopback interface and says nothing but what `onConnect` says. */
export async function startSilentServer(
  onConnect: (socket: Socket) => void = () => undefined,
): Promise<SilentServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnect(socket);
  });
  const connected = once(server, 'connection').then(([socket]: Socket[]) => socket!);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    connected,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
