import { Pop3Refusal, type Pop3Wire } from './pop3-wire.ts';

export interface Pop3Message {
  readonly number: number;
  readonly size: number;
}

/** A mailbox that is open: its messages keep their numbers until the end of the session. */
export interface Pop3Session {
  list(): Promise<readonly Pop3Message[]>;
  /**
   * The header blocks of these messages, in this order; several are asked for at once where the server can.
   */
  readHeaders(messages: readonly Pop3Message[]): AsyncGenerator<MessageHead, void, undefined>;
  /** The whole message. Has to be read to its end, or the session be given up. */
  retrieve(number: number): AsyncGenerator<Buffer, void, undefined>;
  /** Takes effect when the session ends by `quit`. */
  delete(number: number): Promise<void>;
  quit(): Promise<void>;
}

export interface MessageHead {
  readonly message: Pop3Message;
  readonly header: Buffer;
}

const PIPELINE_LENGTH = 20;
const MAX_HEADER_BYTES = 256 * 1024;

export function createPop3Session(wire: Pop3Wire, capabilities: ReadonlySet<string>): Pop3Session {
  const canPipeline = capabilities.has('PIPELINING');
  let hasTop = true;

  async function ask(command: string): Promise<void> {
    wire.send(command);
    await wire.readStatus();
  }

  /** TOP is optional (RFC 1939, 7): without it the message comes whole. */
  async function readOneHeader(number: number): Promise<Buffer> {
    if (hasTop) {
      try {
        await ask(`TOP ${number} 0`);
        return await collectHeader(wire.readMultiline());
      } catch (error) {
        if (!(error instanceof Pop3Refusal)) throw error;
        hasTop = false;
      }
    }
    await ask(`RETR ${number}`);
    return collectHeader(wire.readMultiline());
  }

  async function* readPage(page: readonly Pop3Message[]): AsyncGenerator<MessageHead, void, undefined> {
    wire.send(...page.map(({ number }) => `TOP ${number} 0`));
    const heads: MessageHead[] = [];
    for (const message of page) {
      await wire.readStatus();
      heads.push({ message, header: await collectHeader(wire.readMultiline()) });
    }
    yield* heads;
  }

  return {
    async list() {
      await ask('LIST');
      const lines = await wire.readLines();
      return lines.flatMap((line) => {
        const match = /^(\d+) (\d+)/.exec(line);
        return match === null ? [] : [{ number: Number(match[1]), size: Number(match[2]) }];
      });
    },
    async *readHeaders(messages) {
      const [first, ...others] = messages;
      if (first === undefined) return;
      yield { message: first, header: await readOneHeader(first.number) };
      const pageSize = canPipeline && hasTop ? PIPELINE_LENGTH : 1;
      for (let start = 0; start < others.length; start += pageSize) {
        const page = others.slice(start, start + pageSize);
        const [only] = page;
        if (page.length > 1) yield* readPage(page);
        else if (only !== undefined) yield { message: only, header: await readOneHeader(only.number) };
      }
    },
    async *retrieve(number) {
      await ask(`RETR ${number}`);
      yield* wire.readMultiline();
    },
    delete: (number) => ask(`DELE ${number}`),
    async quit() {
      await ask('QUIT');
      await wire.waitForEnd();
    },
  };
}

/** Reads on to the end, and keeps the header only, as far as it is one. */
async function collectHeader(content: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  let before = '';
  let isComplete = false;
  for await (const chunk of content) {
    if (isComplete) continue;
    chunks.push(chunk);
    length += chunk.length;
    // Of what was looked at before, only the end can be part of an empty line: a server can send one byte at
    // a time.
    const seen = before + chunk.toString('latin1');
    before = seen.slice(-2);
    isComplete = length > MAX_HEADER_BYTES || /\n\r?\n/.test(seen);
  }
  return Buffer.concat(chunks).subarray(0, MAX_HEADER_BYTES);
}
