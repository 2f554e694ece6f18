import type { Socket } from 'node:net';
import { endsWithin } from '@jobwright/concurrency';

/** How long a pool may take to close its connections. */
const CLOSE_TIMEOUT_MS = 1_000;

/** The sockets of a pool, including those that are still connecting. Drivers do not expose them. */
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

/** Closes a pool. A connection that hangs, or is still being opened, is cut off. Never rejects. */
export async function closePool(end: () => Promise<void>, sockets: PoolSockets): Promise<void> {
  await endsWithin(
    CLOSE_TIMEOUT_MS,
    end().catch(() => undefined),
  );
  sockets.destroy();
}
