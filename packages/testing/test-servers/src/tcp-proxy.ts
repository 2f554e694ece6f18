import { connect, createServer, type Socket } from 'node:net';
import { portOf } from './listen.ts';

/** A network between a client and an address, that can fail. */
export interface TcpProxy {
  /** `host:port` for the client. */
  readonly address: string;
  /** How many connections clients have opened so far. */
  readonly connections: () => number;
  /** Resolves when a client has sent this text within one packet, from now on. */
  sent(text: string): Promise<void>;
  /** Breaks all connections off; new ones get through. */
  dropConnections(): void;
  /** Breaks all connections off and refuses new ones. */
  cut(): Promise<void>;
  /** Swallows what is sent, on open connections and on new ones, and says nothing. */
  freeze(): void;
  /** Lets new connections through. Those that were frozen stay dead, as after a network that forgot them. */
  mend(): Promise<void>;
  /** Breaks all connections off and ends the proxy. */
  close(): Promise<void>;
}

/** Starts a proxy on 127.0.0.1 that passes bytes on to `target`, which is `host:port`. */
export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(`tcp://${target}`);
  const sockets = new Set<Socket>();
  const awaited: { readonly text: string; readonly resolve: () => void }[] = [];
  let connections = 0;
  let frozen = false;
  const track = (socket: Socket, onEnd: () => void): Socket => {
    sockets.add(socket);
    const end = (): void => {
      sockets.delete(socket);
      socket.destroy();
      onEnd();
    };
    return socket.on('error', end).on('close', end);
  };
  const server = createServer((near) => {
    connections += 1;
    let dead = frozen;
    const far = connect(Number(port), hostname.replaceAll(/[[\]]/g, ''));
    const endBoth = (): void => {
      if (dead || frozen) return;
      near.destroy();
      far.destroy();
    };
    track(near, endBoth);
    track(far, endBoth);
    const forward = (to: Socket) => (data: Buffer) => {
      dead ||= frozen;
      if (!dead) to.write(data);
    };
    near.on('data', forward(far));
    near.on('data', (data) => {
      for (const { text, resolve } of awaited) if (data.includes(text)) resolve();
    });
    far.on('data', forward(near));
  });
  const listen = (wanted: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(wanted, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  await listen(0);
  const own = portOf(server);
  const dropConnections = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const cut = (): Promise<void> => {
    frozen = false;
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    dropConnections();
    return closed;
  };
  return {
    address: `127.0.0.1:${own}`,
    connections: () => connections,
    sent: (text) => new Promise((resolve) => void awaited.push({ text, resolve })),
    dropConnections,
    cut,
    freeze: () => void (frozen = true),
    async mend() {
      frozen = false;
      if (!server.listening) await listen(own);
    },
    close: cut,
  };
}
