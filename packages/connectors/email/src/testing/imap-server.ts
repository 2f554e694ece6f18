import type { AddressInfo, Socket } from 'node:net';
import hoodiecrow, { type Folder, type Options } from 'hoodiecrow-imap';

export interface ImapServer {
  readonly port: number;
  /** How often a client has connected. */
  readonly connections: () => number;
  /** The raw messages of a folder; `undefined` when there is none. */
  messagesOf(folder: string): readonly string[] | undefined;
  flagsOf(folder: string): readonly (readonly string[])[];
  /** Cuts every connection, as a crash does. */
  dropConnections(): void;
  close(): Promise<void>;
}

export interface ImapServerOptions extends Pick<Options, 'secureConnection' | 'credentials'> {
  readonly inbox?: Folder['messages'];
  readonly folders?: Record<string, Folder>;
  readonly separator?: string;
  /** The one that it takes. */
  readonly accessToken?: string;
  /** Capabilities that the server does not have. */
  readonly without?: readonly string[];
}

const PLUGINS = [
  ...['ID', 'STARTTLS', 'AUTH-PLAIN', 'UIDPLUS', 'MOVE', 'LITERALPLUS', 'SASL-IR', 'XOAUTH2'],
  ...['UNSELECT', 'SPECIAL-USE', 'NAMESPACE'],
];

export const IMAP_LOGIN = { username: 'anna', password: 'anna-password-marker', accessToken: 't0ken' };

/** A real IMAP server on the loopback interface, in memory. */
export async function startImapServer(options: ImapServerOptions = {}): Promise<ImapServer> {
  const server = hoodiecrow({
    plugins: PLUGINS.filter((plugin) => options.without?.includes(plugin) !== true),
    id: { name: 'test', version: '1' },
    users: {
      [IMAP_LOGIN.username]: {
        password: IMAP_LOGIN.password,
        xoauth2: { accessToken: options.accessToken ?? IMAP_LOGIN.accessToken, sessionTimeout: 3_600_000 },
      },
    },
    storage: {
      // It keeps bytes as characters.
      INBOX: {
        messages: (options.inbox ?? []).map((each) => ({
          ...each,
          raw: Buffer.from(each.raw).toString('latin1'),
        })),
      },
      '': { separator: options.separator ?? '/', folders: options.folders ?? {} },
    },
    ...(options.secureConnection === undefined ? {} : { secureConnection: options.secureConnection }),
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
  });
  const sockets = new Set<Socket>();
  let connections = 0;
  server.server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.server.address() as AddressInfo).port,
    connections: () => connections,
    messagesOf: (folder) => server.getMailbox(folder)?.messages.map(({ raw }) => raw),
    flagsOf: (folder) => server.getMailbox(folder)?.messages.map(({ flags }) => flags) ?? [],
    dropConnections: () => sockets.forEach((socket) => socket.destroy()),
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(resolve);
      }),
  };
}
