import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createSecureContext, createServer as createTlsServer, TLSSocket } from 'node:tls';
import { IMAP_LOGIN } from './imap-server.ts';

export interface Pop3ServerOptions {
  readonly messages?: readonly string[];
  /** What CAPA tells; without it there is no CAPA. */
  readonly capabilities?: readonly string[];
  /** Whether TOP is known. */
  readonly hasTop?: boolean;
  readonly greeting?: string;
  /** Answers a command instead of the server; `undefined` leaves it to the server. */
  readonly onCommand?: (command: string, socket: Socket) => string | undefined;
  readonly tls?: { readonly key: string; readonly cert: string; readonly isImplicit: boolean };
  /** Splits what is sent into pieces of so many bytes. */
  readonly pieceBytes?: number;
}

export interface Pop3Server {
  readonly port: number;
  /** Those not deleted yet. */
  readonly messages: readonly string[];
  /** All commands, in their order, without credentials' values. */
  readonly commands: readonly string[];
  /** How many sessions were logged in at the same time, at most. */
  readonly mostSessions: () => number;
  readonly secured: () => boolean;
  close(): Promise<void>;
}

/** A POP3 server on the loopback interface, in memory (RFC 1939, 2449, 2595). */
export async function startPop3Server(options: Pop3ServerOptions = {}): Promise<Pop3Server> {
  let messages = [...(options.messages ?? [])];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let sessions = 0;
  let mostSessions = 0;
  let secured = false;

  function serve(first: Socket): void {
    let socket = first;
    let buffered = '';
    let isIn = false;
    const snapshot = [...messages];
    const deleted = new Set<number>();

    const send = (text: string): void => {
      const bytes = Buffer.from(text, 'latin1');
      const size = options.pieceBytes ?? bytes.length;
      for (let start = 0; start < bytes.length; start += size)
        socket.write(bytes.subarray(start, start + size));
    };
    const sendLines = (status: string, content: string): void =>
      send(
        `${status}\r\n${content.replaceAll(/^\./gm, '..')}${content.endsWith('\r\n') || content === '' ? '' : '\r\n'}.\r\n`,
      );
    const listen = (): void => {
      socket.on('error', () => undefined);
      socket.on('data', (chunk: Buffer) => {
        buffered += chunk.toString('latin1');
        for (;;) {
          const end = buffered.indexOf('\r\n');
          if (end === -1) return;
          const line = buffered.slice(0, end);
          buffered = buffered.slice(end + 2);
          answer(line);
        }
      });
    };
    const numberOf = (argument: string | undefined): number => Number(argument) - 1;

    function answer(line: string): void {
      const [word = '', argument, count] = line.split(' ');
      const command = word.toUpperCase();
      commands.push(command === 'PASS' ? 'PASS' : line);
      const own = options.onCommand?.(line, socket);
      if (own !== undefined) return own === '' ? undefined : send(`${own}\r\n`);
      switch (command) {
        case 'CAPA':
          if (options.capabilities === undefined) return send('-ERR what?\r\n');
          return sendLines('+OK', options.capabilities.map((each) => `${each}\r\n`).join(''));
        case 'STLS': {
          if (options.tls === undefined || secured) return send('-ERR no TLS\r\n');
          send('+OK\r\n');
          socket.removeAllListeners('data');
          socket = new TLSSocket(socket, {
            isServer: true,
            secureContext: createSecureContext(options.tls),
          });
          secured = true;
          return listen();
        }
        case 'USER':
          return send('+OK\r\n');
        case 'PASS':
          isIn = line === `PASS ${IMAP_LOGIN.password}`;
          if (isIn) mostSessions = Math.max(mostSessions, (sessions += 1));
          return send(isIn ? '+OK\r\n' : `-ERR [AUTH] not with ${line.slice(5)}\r\n`);
        case 'QUIT':
          if (isIn) sessions -= 1;
          messages = messages.filter((message) => ![...deleted].some((index) => snapshot[index] === message));
          send('+OK\r\n');
          socket.end();
          return;
        default:
          if (!isIn) return send('-ERR log in\r\n');
      }
      const message = snapshot[numberOf(argument)];
      switch (command) {
        case 'LIST':
          return sendLines('+OK', snapshot.map((each, index) => `${index + 1} ${each.length}\r\n`).join(''));
        case 'TOP': {
          if (options.hasTop === false) return send('-ERR no TOP\r\n');
          if (message === undefined) return send('-ERR no such message\r\n');
          const [head = '', body = ''] = message.split(/\r\n\r\n([^]*)/);
          const shown = body.split('\r\n').slice(0, Number(count));
          return sendLines('+OK', `${head}\r\n\r\n${shown.join('\r\n')}`);
        }
        case 'RETR':
          return message === undefined ? send('-ERR no such message\r\n') : sendLines('+OK', message);
        case 'DELE':
          if (message === undefined) return send('-ERR no such message\r\n');
          deleted.add(numberOf(argument));
          return send('+OK\r\n');
        default:
          return send('-ERR what?\r\n');
      }
    }

    listen();
    send(`${options.greeting ?? '+OK ready'}\r\n`);
  }

  const accept = (socket: Socket): void => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(socket);
  };
  const server =
    options.tls?.isImplicit === true ? createTlsServer(options.tls, accept) : createServer(accept);
  server.on('tlsClientError', () => undefined);
  secured = options.tls?.isImplicit === true;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get messages() {
      return messages;
    },
    commands,
    mostSessions: () => mostSessions,
    secured: () => secured,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
