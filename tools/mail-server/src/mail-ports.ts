import { createServer } from 'node:net';

const NAMES = [
  'smtp',
  'smtpWithoutTls',
  'submission',
  'submissions',
  'imap',
  'imaps',
  'pop3',
  'pop3s',
] as const;

/** All on 127.0.0.1. */
export type MailPorts = Readonly<Record<(typeof NAMES)[number], number>>;

/** Free ports; all are held open until the last is found, so that none is given twice. */
export async function chooseMailPorts(): Promise<MailPorts> {
  const held = await Promise.all(NAMES.map(async (name) => ({ name, ...(await holdPort()) })));
  await Promise.all(held.map(({ release }) => release()));
  const portOf = (wanted: (typeof NAMES)[number]): number =>
    held.find(({ name }) => name === wanted)?.port ?? 0;
  return {
    smtp: portOf('smtp'),
    smtpWithoutTls: portOf('smtpWithoutTls'),
    submission: portOf('submission'),
    submissions: portOf('submissions'),
    imap: portOf('imap'),
    imaps: portOf('imaps'),
    pop3: portOf('pop3'),
    pop3s: portOf('pop3s'),
  };
}

async function holdPort(): Promise<{ port: number; release: () => Promise<void> }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return { port: address.port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}
