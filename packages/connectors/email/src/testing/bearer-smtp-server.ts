import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface BearerSmtpServer {
  readonly port: number;
  /** The logins, decoded. */
  readonly logins: readonly string[];
  readonly mails: () => number;
  close(): Promise<void>;
}

/** An SMTP server on the loopback interface that takes an access token by OAUTHBEARER (RFC 7628), and by nothing else. */
export async function startBearerSmtpServer(isGood: (login: string) => boolean): Promise<BearerSmtpServer> {
  const logins: string[] = [];
  const sockets = new Set<Socket>();
  let mails = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    let buffered = '';
    let isData = false;
    const answer = (line: string): string => {
      const [command = '', mechanism, proof = ''] = line.split(' ');
      switch (command.toUpperCase()) {
        case 'EHLO':
          return '250-bearer\r\n250 AUTH OAUTHBEARER';
        case 'AUTH': {
          if (mechanism !== 'OAUTHBEARER') return '504 5.5.4 Not known';
          const login = Buffer.from(proof, 'base64').toString();
          logins.push(login);
          return isGood(login) ? '235 2.7.0 Welcome' : '334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=';
        }
        case 'AQ==':
          return '535 5.7.8 No';
        case 'DATA':
          isData = true;
          return '354 Go on';
        default:
          return '250 2.0.0 Yes';
      }
    };
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      buffered += chunk.toString('latin1');
      for (;;) {
        const end = buffered.indexOf('\r\n');
        if (end === -1) return;
        const line = buffered.slice(0, end);
        buffered = buffered.slice(end + 2);
        if (!isData) socket.write(`${answer(line)}\r\n`);
        else if (line === '.') {
          isData = false;
          mails += 1;
          socket.write('250 2.0.0 Taken\r\n');
        }
      }
    });
    socket.write('220 bearer ESMTP\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    logins,
    mails: () => mails,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
