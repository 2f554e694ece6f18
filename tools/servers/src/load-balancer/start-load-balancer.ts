import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** One address before several servers, as an ingress gives it. */
export interface LoadBalancer {
  /** `host:port` for the clients. */
  readonly address: string;
  /** Breaks all connections off and ends it. */
  close(): Promise<void>;
}

/**
 * Starts a load balancer on 127.0.0.1. Connections go to the servers (`host:port`) in turn, past those that
 * accept none.
 */
export async function startLoadBalancer(servers: readonly string[]): Promise<LoadBalancer> {
  const sockets = new Set<Socket>();
  let next = 0;
  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
  };
  const forward = async (near: Socket): Promise<void> => {
    for (let tried = 0; tried < servers.length; tried += 1) {
      const server = servers[next++ % servers.length];
      const far = server === undefined ? undefined : await open(server);
      if (far === undefined) continue;
      track(far).on('close', () => near.destroy());
      near.on('close', () => far.destroy());
      if (near.destroyed) far.destroy();
      else near.pipe(far).pipe(near);
      return;
    }
    near.destroy();
  };
  const listener = createServer({ noDelay: true }, (near) => void forward(track(near)));
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const bound = listener.address();
  return {
    address: `127.0.0.1:${typeof bound === 'object' ? (bound?.port ?? 0) : 0}`,
    async close() {
      const closed = once(listener, 'close');
      listener.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** `undefined` when the server accepts no connection. */
function open(server: string): Promise<Socket | undefined> {
  const { hostname, port } = new URL(`tcp://${server}`);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(socket)).once('error', () => resolve(undefined));
  });
}
