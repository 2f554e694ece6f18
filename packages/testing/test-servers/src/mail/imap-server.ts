// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- hoodiecrow-imap has no typings; packages that check these sources need ours too
/// <reference path="./hoodiecrow-imap.d.ts" />
import type { Certificate } from '../certificates.ts';
import { listen, type ServerOptions, type TestServerHandle } from '../listen.ts';

/** A message to start with. */
export interface StoredMessage {
  /** With CRLF line ends. */
  readonly raw: string;
  readonly flags?: readonly string[];
  readonly uid?: number;
  /** As IMAP writes it, e.g. `14-Sep-2026 21:22:28 -0300`. */
  readonly internaldate?: string;
}

/** A folder to start with. */
export interface StoredFolder {
  readonly messages?: readonly StoredMessage[];
  readonly folders?: Readonly<Record<string, StoredFolder>>;
  readonly separator?: string;
}

/** An IMAP server and what its folders hold. */
export interface ImapServer extends TestServerHandle {
  /** The raw messages of a folder, a character a byte; `undefined` when there is no such folder. */
  messagesOf(folder: string): readonly string[] | undefined;
  /** The flags of each message of a folder. */
  flagsOf(folder: string): readonly (readonly string[])[];
}

/** How an IMAP server is to be. */
export interface ImapServerOptions extends ServerOptions {
  /** Default: none. */
  readonly inbox?: readonly StoredMessage[];
  /** Folders beside the inbox. Default: none. */
  readonly folders?: Readonly<Record<string, StoredFolder>>;
  /** Between the levels of folders. Default `/`. */
  readonly separator?: string;
  /** The token that XOAUTH2 takes. Default: that of `MAILBOX_LOGIN`. */
  readonly accessToken?: string;
  /** Capabilities that the server does not have. */
  readonly without?: readonly string[];
  /** TLS from the first byte. Default: plain text, with STARTTLS. */
  readonly secureConnection?: boolean;
  /** For TLS. Default: a certificate that nobody trusts. */
  readonly certificate?: Certificate;
}

const PLUGINS = [
  ...['ID', 'STARTTLS', 'AUTH-PLAIN', 'UIDPLUS', 'MOVE', 'LITERALPLUS', 'SASL-IR', 'XOAUTH2'],
  ...['UNSELECT', 'SPECIAL-USE', 'NAMESPACE'],
];

/** The one login that the IMAP and POP3 servers accept. */
export const MAILBOX_LOGIN = { username: 'anna', password: 'anna-password-marker', accessToken: 't0ken' };

/** Starts an IMAP server that keeps mail in memory (RFC 3501). It accepts `MAILBOX_LOGIN` alone. */
export async function startImapServer(options: ImapServerOptions = {}): Promise<ImapServer> {
  const { username, password, accessToken } = MAILBOX_LOGIN;
  // A peer: loaded by those who have it.
  const { default: hoodiecrow } = await import('hoodiecrow-imap');
  const server = hoodiecrow({
    plugins: PLUGINS.filter((plugin) => options.without?.includes(plugin) !== true),
    id: { name: 'test', version: '1' },
    users: {
      [username]: {
        password,
        xoauth2: { accessToken: options.accessToken ?? accessToken, sessionTimeout: 3_600_000 },
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
    ...(options.secureConnection !== undefined && { secureConnection: options.secureConnection }),
    ...(options.certificate !== undefined && {
      credentials: { key: options.certificate.key, cert: options.certificate.certificate },
    }),
  });
  server.server.on('connection', (socket) => socket.setNoDelay(true));
  const { onClose } = options;
  return {
    ...(await listen(server.server, onClose === undefined ? {} : { onClose })),
    messagesOf: (folder) => server.getMailbox(folder)?.messages.map(({ raw }) => raw),
    flagsOf: (folder) => server.getMailbox(folder)?.messages.map(({ flags }) => flags) ?? [],
  };
}
