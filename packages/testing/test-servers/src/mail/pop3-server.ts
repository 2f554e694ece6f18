import { createServer, type Socket } from 'node:net';
import { createSecureContext, createServer as createTlsServer, TLSSocket } from 'node:tls';
import type { Certificate } from '../certificates.ts';
import { listen, type ServerOptions, type TestServerHandle } from '../listen.ts';
import { MAILBOX_LOGIN } from './imap-server.ts';
import { createLineBuffer } from './line-buffer.ts';

/** How a POP3 server is to be. */
export interface Pop3ServerOptions extends ServerOptions {
  /** With CRLF line ends, a character a byte. Default: none. */
  readonly messages?: readonly string[];
  /** What CAPA answers; without it the server does not know CAPA. */
  readonly capabilities?: readonly string[];
  /** Whether the server knows TOP. Default `true`. */
  readonly hasTop?: boolean;
  /** Default `+OK ready`. */
  readonly greeting?: string;
  /** Answers a command instead of the server: `''` keeps silent, `undefined` leaves it to the server. */
  readonly onCommand?: (command: string, socket: Socket) => string | undefined;
  /** `isImplicit`: TLS from the first byte; otherwise STLS. Default: no TLS. */
  readonly tls?: Certificate & { readonly isImplicit: boolean };
  /** Sends everything in pieces of so many bytes. Default: in one. */
  readonly pieceBytes?: number;
}

/** A POP3 server, its messages and what it was sent. */
export interface Pop3Server extends TestServerHandle {
  /** Those not deleted yet. */
  readonly messages: readonly string[];
  /** All commands in their order, without passwords. */
  readonly commands: readonly string[];
  /** How many sessions were logged in at the same time, at most. */
  readonly mostSessions: () => number;
  /** Whether the last connection was encrypted. */
  readonly secured: () => boolean;
}

/**
 * Starts a POP3 server that keeps mail in memory (RFC 1939, 2449, 2595). It accepts `MAILBOX_LOGIN` alone.
 */
export async function startPop3Server(options: Pop3ServerOptions = {}): Promise<Pop3Server> {
  const { onClose } = options;
  let messages = [...(options.messages ?? [])];
  const commands: string[] = [];
  let sessions = 0;
  let mostSessions = 0;
  let secured = false;

  function serve(first: Socket): void {
    let socket = first;
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
    const readLines = (): void => {
      socket.on('error', () => undefined);
      socket.on('data', createLineBuffer(answer));
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
            secureContext: createSecureContext(toTlsOptions(options.tls)),
          });
          secured = true;
          return readLines();
        }
        case 'USER':
          return send('+OK\r\n');
        case 'PASS':
          isIn = line === `PASS ${MAILBOX_LOGIN.password}`;
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

    readLines();
    send(`${options.greeting ?? '+OK ready'}\r\n`);
  }

  const server =
    options.tls?.isImplicit === true
      ? createTlsServer(toTlsOptions(options.tls), serve)
      : createServer(serve);
  server.on('tlsClientError', () => undefined);
  secured = options.tls?.isImplicit === true;
  return {
    ...(await listen(server, onClose === undefined ? {} : { onClose })),
    get messages() {
      return messages;
    },
    commands,
    mostSessions: () => mostSessions,
    secured: () => secured,
  };
}

const toTlsOptions = ({ key, certificate: cert }: Certificate) => ({ key, cert });
