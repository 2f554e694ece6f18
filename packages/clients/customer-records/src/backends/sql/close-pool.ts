import type { Socket } from 'node:net';

/** How long a pool may take to say goodbye to its server. */
const GOODBYE_MS = 1_000;

/** The sockets of a pool, also those that are still connecting: no driver gives them away. */
export interface PoolSockets {
  readonly add: (socket: Socket) => Socket;
  readonly destroy: () => void;
}

export function createPoolSockets(): PoolSockets {
  const sockets = new Set<Socket>();
  return {
    add: (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
      return socket;
    },
    destroy: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/** Ends a pool; a connection that hangs, or has not come about, does not hold it up. Never rejects. */
export async function closePool(end: () => Promise<void>, sockets: PoolSockets): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, GOODBYE_MS);
  });
  // What cannot say goodbye is cut off.
  await Promise.race([end().catch(() => undefined), late]);
  clearTimeout(timer);
  sockets.destroy();
}
