import { createServer, type Socket } from 'node:net';
import { MAIL_DOMAIN } from './mail-accounts.ts';

export interface Greylist {
  readonly port: number;
  close(): void;
}

/** A sender that is let in at its second attempt only. */
export const strangerAddress = (name: string): string => `stranger-${name}@${MAIL_DOMAIN}`;

const isStranger = (sender: string): boolean => /^stranger-/.test(sender);

/**
 * Whom Postfix asks about each recipient, by its protocol for policies: a stranger is turned away once for
 * each.
 */
export async function startGreylist(): Promise<Greylist> {
  const seen = new Set<string>();
  const sockets = new Set<Socket>();
  const decide = (request: string): string => {
    const attributes = new Map(request.split('\n').map((line) => splitOnce(line)));
    const sender = attributes.get('sender') ?? '';
    const pair = `${sender} ${attributes.get('recipient') ?? ''}`;
    if (!isStranger(sender) || seen.has(pair)) return 'DUNNO';
    seen.add(pair);
    return '451 4.7.1 Greylisted, try again in 1 seconds';
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    let buffered = '';
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      buffered += chunk.toString('utf8');
      for (let end = buffered.indexOf('\n\n'); end !== -1; end = buffered.indexOf('\n\n')) {
        socket.write(`action=${decide(buffered.slice(0, end))}\n\n`);
        buffered = buffered.slice(end + 2);
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return {
    port: address.port,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

function splitOnce(line: string): readonly [string, string] {
  const at = line.indexOf('=');
  return [line.slice(0, at), line.slice(at + 1)];
}
