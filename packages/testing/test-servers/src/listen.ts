import type { Server, Socket } from 'node:net';

/** What every server of this package can do. */
export interface TestServerHandle {
  readonly port: number;
  /** How many connections were opened to it so far. */
  connections(): number;
  /** Breaks all connections off and ends the server. Idempotent. */
  close(): Promise<void>;
}

export interface ServerOptions {
  /** Is given `close` once the server listens, e.g. Vitest's `onTestFinished` or `t.after` of `node:test`. */
  readonly onClose?: (close: () => Promise<void>) => void;
}

/**
 * Listens on a free port of 127.0.0.1.
 * @throws the error of the system when it cannot
 */
export async function listen(server: Server, { onClose }: ServerOptions = {}): Promise<TestServerHandle> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const port = toPort(server);
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  onClose?.(close);
  return { port, connections: () => connections, close };
}

export function toPort(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  return address.port;
}
