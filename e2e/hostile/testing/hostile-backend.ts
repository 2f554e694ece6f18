import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What a hostile remote does with whatever it is asked. */
export interface HostileAnswer {
  /** Sent as it is, a part after the other; `ECHO` is replaced by all that was received. */
  readonly parts: readonly (Uint8Array | 'ECHO')[];
  readonly end: 'close' | 'reset' | 'keepOpen';
}

export interface HostileBackend {
  readonly port: number;
  /** From now on it answers this way. */
  answer: HostileAnswer;
  /** All that came since the last `forget`, up to 10 MB. */
  heard(): string;
  forget(): void;
  close(): Promise<void>;
}

/**
 * A server that speaks no protocol but what it is told, to each connection once it has heard something, or at
 * once.
 */
export async function startHostileBackend(when: 'asked' | 'connected'): Promise<HostileBackend> {
  const sockets = new Set<Socket>();
  const backend = { answer: { parts: [], end: 'close' } as HostileAnswer };
  let heardSoFar: Buffer[] = [];
  const remember = (heard: Buffer): void => {
    if (heardSoFar.length < 1_000) heardSoFar.push(heard.subarray(0, 10_000));
  };
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    const speak = (heard: Uint8Array): void => {
      for (const part of backend.answer.parts) socket.write(part === 'ECHO' ? heard : part);
      if (backend.answer.end === 'close') socket.end();
      if (backend.answer.end === 'reset') socket.resetAndDestroy();
    };
    if (when === 'connected') speak(new Uint8Array());
    socket.on('data', remember).on('data', speak);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(backend, {
    heard: () => Buffer.concat(heardSoFar).toString('latin1'),
    forget() {
      heardSoFar = [];
    },
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  });
}
