import { type AddressInfo, createServer, type Socket } from 'node:net';

export interface ScriptedImapServer {
  readonly port: number;
  /** All commands without their tags, as latin1, literals as they came; credentials are in them. */
  readonly commands: readonly string[];
  readonly connections: () => number;
  close(): Promise<void>;
}

export interface ImapScript {
  readonly greeting?: string;
  readonly capabilities?: string;
  /**
   * Answers a command: lines, the last of them without its tag, e.g. `['* SEARCH 1', 'OK']`. `undefined` leaves it to the server,
   * which knows enough to log in and open a folder; `[]` keeps silent.
   */
  readonly onCommand?: (command: string, socket: Socket) => readonly string[] | undefined;
}

/** Where a command ends: not with the length of a literal, which is asked for once the line has come. */
function findCommandEnd(text: string, askForMore: () => void): number {
  for (let start = 0; ;) {
    const end = text.indexOf('\r\n', start);
    const [, bytes] = /\{(\d+)\+?\}$/.exec(text.slice(start, end)) ?? [];
    if (end === -1 || bytes === undefined) return end;
    start = end + 2 + Number(bytes);
    if (text.length === end + 2) askForMore();
    if (text.length < start) return -1;
  }
}

/** An IMAP server on the loopback interface that misbehaves as it is told. */
export async function startScriptedImapServer(script: ImapScript = {}): Promise<ScriptedImapServer> {
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;

  const answer = (command: string): readonly string[] => {
    const [word = ''] = command.toUpperCase().split(' ');
    switch (word) {
      case 'CAPABILITY':
        return [`* CAPABILITY ${script.capabilities ?? 'IMAP4rev1 UIDPLUS MOVE'}`, 'OK'];
      case 'LIST':
        return ['* LIST () "/" INBOX', 'OK'];
      case 'SELECT':
      case 'EXAMINE':
        return ['* 1 EXISTS', '* OK [UIDVALIDITY 1] ok', '* OK [UIDNEXT 2] ok', 'OK [READ-WRITE] done'];
      default:
        return ['OK'];
    }
  };

  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    let buffered = '';
    socket.on('data', (chunk: Buffer) => {
      buffered += chunk.toString('latin1');
      for (;;) {
        const end = findCommandEnd(buffered, () => socket.write('+ go on\r\n'));
        if (end === -1) return;
        const [, tag = '', command = ''] = /^(\S+) (.*)$/s.exec(buffered.slice(0, end)) ?? [];
        buffered = buffered.slice(end + 2);
        commands.push(command);
        const lines = script.onCommand?.(command, socket) ?? answer(command);
        const last = lines.at(-1);
        if (last === undefined) continue;
        socket.write(
          [...lines.slice(0, -1), `${tag} ${last}`].map((line) => `${line}\r\n`).join(''),
          'latin1',
        );
      }
    });
    socket.write(`${script.greeting ?? '* OK ready'}\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    commands,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
