import { createServer } from 'node:net';
import { listen, type ServerOptions, type TestServerHandle } from '../listen.ts';
import { createLineBuffer } from './line-buffer.ts';

/** An SMTP server that takes access tokens alone, and what it was sent. */
export interface BearerSmtpServer extends TestServerHandle {
  /** The logins, decoded. */
  readonly logins: readonly string[];
  /** How many mails it has taken. */
  readonly mails: () => number;
}

/** Starts an SMTP server that takes an access token by OAUTHBEARER (RFC 7628) and knows no other login. */
export async function startBearerSmtpServer(
  isGood: (login: string) => boolean,
  options: ServerOptions = {},
): Promise<BearerSmtpServer> {
  const logins: string[] = [];
  let mails = 0;
  const server = createServer((socket) => {
    let isData = false;
    const answer = (line: string): string => {
      const [command = '', mechanism, proof = ''] = line.split(' ');
      switch (command.toUpperCase()) {
        case 'EHLO':
          return '250-bearer\r\n250 AUTH OAUTHBEARER';
        case 'AUTH': {
          if (mechanism !== 'OAUTHBEARER') return '504 5.5.4 Unrecognized authentication type';
          const login = Buffer.from(proof, 'base64').toString();
          logins.push(login);
          return isGood(login) ? '235 2.7.0 Accepted' : '334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=';
        }
        case 'AQ==':
          return '535 5.7.8 Credentials invalid';
        case 'DATA':
          isData = true;
          return '354 Start mail input';
        default:
          return '250 2.0.0 OK';
      }
    };
    socket.on(
      'data',
      createLineBuffer((line) => {
        if (!isData) {
          socket.write(`${answer(line)}\r\n`);
        } else if (line === '.') {
          isData = false;
          mails += 1;
          socket.write('250 2.0.0 Queued\r\n');
        }
      }),
    );
    socket.write('220 bearer ESMTP\r\n');
  });
  return { ...(await listen(server, options)), logins, mails: () => mails };
}
