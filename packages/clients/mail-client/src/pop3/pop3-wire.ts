import type { Socket } from 'node:net';
import { createByteSource } from './byte-source.ts';
import { createDotDecoder } from './dot-decoder.ts';

/** The server said `-ERR`. */
export class Pop3Refusal extends Error {
  override readonly name = 'Pop3Refusal';
  /** In brackets before the text (RFC 2449, 8), e.g. `IN-USE`; empty without one. */
  readonly responseCode: string;
  readonly answer: string;

  constructor(answer: string) {
    super(`-ERR ${answer}`);
    this.answer = answer;
    this.responseCode = /^\[([A-Z0-9/-]+)\]/i.exec(answer)?.[1]?.toUpperCase() ?? '';
  }
}

/** What came is no POP3. */
export class Pop3ProtocolError extends Error {
  override readonly name = 'Pop3ProtocolError';
}

/** Status lines are 512 bytes at most (RFC 2449, 4); this is generous. */
const MAX_LINE_BYTES = 4_096;
/** A mailbox of a million messages. */
const MAX_LIST_BYTES = 32 * 1024 * 1024;
const END_MS = 1_000;
const LF = 0x0a;

/** Commands and answers on one connection; answers come in the order of the commands. */
export interface Pop3Wire {
  /** Writes command lines at once. @throws Pop3ProtocolError when one holds a control character */
  send(...lines: readonly string[]): void;
  /** Waits for `+OK`, for `timeoutMs` at most. @throws Pop3Refusal after `-ERR` */
  readStatus(timeoutMs?: number): Promise<void>;
  /**
   * Waits for `+OK`, or for `+ `, by which a server asks for more (RFC 5034, 4). @throws Pop3Refusal after
   * `-ERR`
   */
  readStatusOrChallenge(): Promise<'ok' | 'challenge'>;
  /** The lines after a status, decoded. Has to be read to its end before the next answer. */
  readMultiline(): AsyncGenerator<Buffer, void, undefined>;
  /** The same, as lines of text. @throws Pop3ProtocolError when it is longer than any honest list */
  readLines(): Promise<readonly string[]>;
  /** Waits until the server has hung up, for a second at most: only then it has let go of the mailbox. */
  waitForEnd(): Promise<void>;
  /** Lets go of the socket. @throws Pop3ProtocolError when the server has sent more than it was asked for */
  detach(): Socket;
}

export function createPop3Wire(socket: Socket, { silenceMs }: { readonly silenceMs: number }): Pop3Wire {
  const source = createByteSource(socket);
  let pending: Buffer = Buffer.alloc(0);

  async function readLine(timeoutMs: number): Promise<string> {
    for (;;) {
      const newline = pending.indexOf(LF);
      if (newline > MAX_LINE_BYTES || (newline === -1 && pending.length > MAX_LINE_BYTES))
        throw new Pop3ProtocolError('an answer without end');
      if (newline !== -1) {
        const line = pending.toString('utf8', 0, newline);
        pending = pending.subarray(newline + 1);
        return line.replace(/\r$/, '');
      }
      const chunk = await source.read(timeoutMs);
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    }
  }

  async function readAnswer(timeoutMs = silenceMs): Promise<'ok' | 'challenge'> {
    const line = await readLine(timeoutMs);
    const refusal = /^-ERR(?: (.*))?$/i.exec(line);
    if (refusal !== null) throw new Pop3Refusal(refusal[1] ?? '');
    if (/^\+OK( |$)/i.test(line)) return 'ok';
    if (/^\+( |$)/.test(line)) return 'challenge';
    throw new Pop3ProtocolError('an answer that is neither +OK nor -ERR');
  }

  async function* readMultiline(): AsyncGenerator<Buffer, void, undefined> {
    const decode = createDotDecoder();
    for (;;) {
      const chunk = pending.length > 0 ? pending : await source.read(silenceMs);
      pending = Buffer.alloc(0);
      const { content, rest } = decode(chunk);
      if (rest !== undefined) pending = rest;
      if (content.length > 0) yield Buffer.concat(content);
      if (rest !== undefined) return;
    }
  }

  return {
    send(...lines) {
      if (lines.some((line) => /\p{Cc}/u.test(line)))
        throw new Pop3ProtocolError('a command must not hold control characters');
      socket.write(lines.map((line) => `${line}\r\n`).join(''));
    },
    async readStatus(timeoutMs) {
      if ((await readAnswer(timeoutMs)) !== 'ok') throw new Pop3ProtocolError('a question nobody asked for');
    },
    readStatusOrChallenge: () => readAnswer(),
    readMultiline,
    async readLines() {
      const chunks: Buffer[] = [];
      let size = 0;
      for await (const chunk of readMultiline()) {
        size += chunk.length;
        if (size > MAX_LIST_BYTES) throw new Pop3ProtocolError('a list without end');
        chunks.push(chunk);
      }
      return Buffer.concat(chunks).toString('latin1').split(/\r?\n/);
    },
    waitForEnd: () =>
      source.read(END_MS).then(
        () => undefined,
        () => undefined,
      ),
    detach() {
      if (source.detach().length > 0 || pending.length > 0)
        throw new Pop3ProtocolError('it sent more than it was asked for before TLS began');
      return socket;
    },
  };
}
