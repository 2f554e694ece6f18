/** The server takes no address with characters beyond ASCII before the `@` (RFC 6531, 3.2). */
export class UnicodeAddressRefused extends Error {
  override readonly name = 'UnicodeAddressRefused';
  readonly address: string;

  constructor(address: string) {
    super('The server has no SMTPUTF8');
    this.address = address;
  }
}

declare module 'nodemailer/lib/mailer/mail-message' {
  interface SendMailOptions {
    /** An address of the mail that only a server with SMTPUTF8 may be given. */
    unicodeAddress?: string;
  }
}

const BEYOND_ASCII = /[^\0-\x7f]/;

/** The first whose local part is not ASCII. Domains go out as DNS has them. */
export const findUnicodeAddress = (addresses: readonly string[]): string | undefined =>
  addresses.find((address) => BEYOND_ASCII.test(address.slice(0, address.lastIndexOf('@'))));

/** What is used of nodemailer that its typings do not tell. */
interface Connection {
  readonly _supportedExtensions: readonly string[];
  _sendCommand(command: string, ...rest: readonly unknown[]): void;
}

interface Resource {
  readonly connection?: Connection;
  readonly _connected: boolean;
  send(mail: { readonly data: { unicodeAddress?: string } }, callback: (error: Error) => void): void;
  _release(): void;
}

interface Pool {
  _createConnection(): Resource;
}

const isPool = (value: object): value is Pool =>
  '_createConnection' in value && typeof value._createConnection === 'function';

/**
 * Makes a pool refuse mails that its server may not be given, before it begins with them, and announce those
 * that it may.
 */
export function checkUnicodeAddresses(pool: object): void {
  if (!isPool(pool)) throw new TypeError('Not a pool of nodemailer');
  const create = pool._createConnection.bind(pool);
  pool._createConnection = () => {
    const resource = create();
    const send = resource.send.bind(resource);
    resource.send = (mail, callback) => {
      const { unicodeAddress } = mail.data;
      const { connection } = resource;
      // Without a connection it opens one, and comes back.
      if (unicodeAddress !== undefined && connection !== undefined && resource._connected) {
        if (!connection._supportedExtensions.includes('SMTPUTF8')) {
          setImmediate(() => resource._release());
          return callback(new UnicodeAddressRefused(unicodeAddress));
        }
        announce(connection);
      }
      send(mail, callback);
    };
    return resource;
  };
}

/** Addresses in headers count too, which nodemailer does not look at. */
function announce(connection: Connection): void {
  const send = connection._sendCommand.bind(connection);
  connection._sendCommand = (command, ...rest) => {
    const isBegin = command.startsWith('MAIL FROM:');
    if (isBegin) connection._sendCommand = send;
    send(isBegin && !/ SMTPUTF8\b/.test(command) ? `${command} SMTPUTF8` : command, ...rest);
  };
}
