import { connect, createServer, type Socket } from 'node:net';
import { toPort } from './listen.ts';

/** A network between a client and an address, that can fail. */
export interface TcpProxy {
  /** `host:port` for the client. */
  readonly address: string;
  /** Ends all connections and refuses new ones. */
  cut(): Promise<void>;
  /** Swallows what is sent, on open connections and on new ones, and says nothing. */
  freeze(): void;
  /** Lets new connections through. Those that were frozen stay dead, as after a network that forgot them. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function startTcpProxy(target: string): Promise<TcpProxy> {
  const [host = '', port = ''] = target.split(':');
  const sockets = new Set<Socket>();
  let frozen = false;
  const keep = (socket: Socket, onEnd: () => void): Socket => {
    sockets.add(socket);
    const end = (): void => {
      sockets.delete(socket);
      socket.destroy();
      onEnd();
    };
    return socket.on('error', end).on('close', end);
  };
  const server = createServer((near) => {
    let dead = frozen;
    const far = connect(Number(port), host);
    const endBoth = (): void => {
      if (dead || frozen) return;
      near.destroy();
      far.destroy();
    };
    keep(near, endBoth);
    keep(far, endBoth);
    const forward = (to: Socket) => (data: Buffer) => {
      dead ||= frozen;
      if (!dead) to.write(data);
    };
    near.on('data', forward(far));
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
  const own = toPort(server);
  const cut = (): Promise<void> => {
    frozen = false;
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve());
    });
    for (const socket of sockets) socket.destroy();
    return closed;
  };
  return {
    address: `127.0.0.1:${own}`,
    cut,
    freeze: () => void (frozen = true),
    async mend() {
      frozen = false;
      if (!server.listening) await listen(own);
    },
    close: cut,
  };
}
