import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

export interface ReceivedMail {
  readonly mail: ParsedMail;
  readonly raw: string;
  /** Envelope recipients. */
  readonly recipients: readonly string[];
  readonly secure: boolean;
  readonly user: unknown;
  readonly connectionId: string;
}

export interface MailServer {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  /** How many clients have connected so far. */
  readonly connections: number;
  /** Cuts every connection, as a crash does. */
  dropConnections(): void;
  close(): Promise<void>;
}

/** An SMTP answer that refuses: `reply(550, '5.1.1 No such user')`. */
export const reply = (responseCode: number, text: string): Error =>
  Object.assign(new Error(text), { responseCode });

/** A real SMTP server on the loopback interface that keeps what it gets. Plain text and no login unless told otherwise. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    allowInsecureAuth: true,
    logger: false,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) return callback(reply(552, '5.3.4 Message too big'));
        void keep(Buffer.concat(chunks), session).then(() => callback());
      });
    },
    ...options,
  });
  const keep = async (raw: Buffer, session: SMTPServerSession): Promise<void> => {
    received.push({
      mail: await simpleParser(raw),
      raw: raw.toString('utf8'),
      recipients: session.envelope.rcptTo.map(({ address }) => address),
      secure: session.secure,
      user: session.user,
      connectionId: session.id,
    });
  };
  const sockets = new Set<Socket>();
  let connections = 0;
  server.server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    received,
    get connections() {
      return connections;
    },
    dropConnections: () => sockets.forEach((socket) => socket.destroy()),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
