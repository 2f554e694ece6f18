import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** Of the mail that is in the mailbox. */
export const MESSAGE_ID = '<worst@example.com>';

/**
 * Each part is as slow to read as a mail can make it: a header of many lines, addresses that do not end, text
 * of half lines.
 */
const MAIL = [
  'X: y\r\n'.repeat(30_000),
  `Message-ID: ${MESSAGE_ID}\r\n`,
  `From: ${'a a <a@b.com>,'.repeat(3_000)}\r\n`,
  'Content-Type: text/plain; charset=utf-7; format=flowed; delsp=yes\r\n\r\n',
  '>a +AAA- \r\n'.repeat(500_000),
].join('');
const HEAD = MAIL.slice(0, MAIL.indexOf('\r\n\r\n') + '\r\n\r\n'.length);

const ANSWERS: Readonly<Record<string, string>> = {
  USER: '+OK',
  PASS: '+OK',
  LIST: `+OK\r\n1 ${MAIL.length}\r\n.`,
  TOP: `+OK\r\n${HEAD}.`,
  RETR: `+OK\r\n${MAIL}.`,
  QUIT: '+OK',
};

export interface Mailbox {
  readonly port: number;
  close(): void;
}

/** A POP3 server with one mail, which lets everybody in. */
export async function startMailbox(): Promise<Mailbox> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    socket.write('+OK\r\n');
    socket.on('data', (bytes: Buffer) => {
      for (const line of bytes.toString('latin1').split('\r\n').slice(0, -1)) {
        socket.write(`${ANSWERS[line.split(' ', 1)[0] ?? ''] ?? '-ERR'}\r\n`);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The mailbox has no port');
  return {
    port: address.port,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
