import { createServer, type Socket } from 'node:net';
import { listen, type ServerOptions, type TestServerHandle } from '../listen.ts';

/** An IMAP server and what it was sent. */
export interface ScriptedImapServer extends TestServerHandle {
  /** All commands without their tags, as latin1, literals as they came; credentials are in them. */
  readonly commands: readonly string[];
}

/** What an IMAP server says. */
export interface ImapScript extends ServerOptions {
  /** Default `* OK ready`. */
  readonly greeting?: string;
  /** Default `IMAP4rev1 UIDPLUS MOVE`. */
  readonly capabilities?: string;
  /**
   * Answers a command: lines, the last of them without its tag, e.g. `['* SEARCH 1', 'OK']`. `undefined`
   * leaves it to the server, which knows enough to log in and open a folder; `[]` keeps silent.
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

/** Starts an IMAP server that follows a script: for what a real server never says. */
export async function startScriptedImapServer(script: ImapScript = {}): Promise<ScriptedImapServer> {
  const { onClose } = script;
  const commands: string[] = [];

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
    socket.setNoDelay(true);
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
  return { ...(await listen(server, onClose === undefined ? {} : { onClose })), commands };
}
