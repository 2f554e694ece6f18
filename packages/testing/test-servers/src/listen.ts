import type { Server, Socket } from 'node:net';

/** What every server of this package can do. */
export interface TestServerHandle {
  /** The port on 127.0.0.1; 0 where the server listens at a path. */
  readonly port: number;
  /** How many connections have been opened to it so far. */
  readonly connections: () => number;
  /** Breaks all connections off, as a crash or a lost network does. The server goes on listening. */
  readonly dropConnections: () => void;
  /** Breaks all connections off and ends the server. Idempotent. */
  readonly close: () => Promise<void>;
}

/** What every server of this package can be started with. */
export interface ServerOptions {
  /** Is given `close` once the server listens, e.g. Vitest's `onTestFinished` or `t.after` of `node:test`. */
  readonly onClose?: (close: () => Promise<void>) => void;
}

/** Where a server listens. */
export interface ListenOptions extends ServerOptions {
  /** Path of a Unix socket. Default: a free port of 127.0.0.1. */
  readonly path?: string;
}

/**
 * Listens on a free port of 127.0.0.1, or at the path of a Unix socket.
 * @throws the error of the system when it cannot
 */
export async function listen(
  server: Server,
  { onClose, path }: ListenOptions = {},
): Promise<TestServerHandle> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    const onListening = (): void => {
      server.off('error', reject);
      resolve();
    };
    server.once('error', reject);
    if (path === undefined) server.listen(0, '127.0.0.1', onListening);
    else server.listen(path, onListening);
  });
  const dropConnections = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    dropConnections();
    await closed;
  };
  onClose?.(close);
  const port = path === undefined ? portOf(server) : 0;
  return { port, connections: () => connections, dropConnections, close };
}

/** The port that a server listens on. */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on no port');
  return address.port;
}
