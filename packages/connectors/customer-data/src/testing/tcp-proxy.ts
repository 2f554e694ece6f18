import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface TcpProxy {
  readonly url: string;
  readonly connectionCount: () => number;
  /** Resolves when a client has sent this text. */
  sent(text: string): Promise<void>;
  /** Breaks every connection off. */
  breakOff(): void;
  close(): Promise<void>;
}

/** Stands between a client and the database of `url`. */
export async function startTcpProxy(url: string): Promise<TcpProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const watches: { readonly text: string; readonly resolve: () => void }[] = [];
  let connectionCount = 0;
  const server = createServer((client) => {
    connectionCount += 1;
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (data) => {
      upstream.write(data);
      for (const { text, resolve } of watches) if (data.includes(text)) resolve();
    });
    upstream.pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxied = new URL(url);
  proxied.hostname = '127.0.0.1';
  proxied.port = String((server.address() as AddressInfo).port);
  const breakOff = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: proxied.href,
    connectionCount: () => connectionCount,
    sent: (text) => new Promise((resolve) => void watches.push({ text, resolve })),
    breakOff,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        breakOff();
      }),
  };
}
