import type { MessagePart } from './message-part.ts';

/** The multiparts that a line of a message is in, the innermost last. */
export interface OpenMultiparts {
  readonly innermost: MessagePart | undefined;
  open(part: MessagePart & { readonly boundary: string }): void;
  /** Keeps what comes before the first part of the innermost one, up to a limit. */
  addPreamble(bytes: Buffer): void;
  /** The multipart, by its position, that the line is a boundary of. */
  findDelimiter(line: Buffer): Delimiter | undefined;
  /** Closes all from this position on; gives those without a part that have text instead. */
  closeFrom(index: number): readonly TextMultipart[];
  /** A part of the innermost one begins: what came before is no longer kept. */
  beginPart(): void;
  /** Closes the innermost one if it has had parts. */
  endParts(): boolean;
}

export interface Delimiter {
  readonly index: number;
  readonly isEnd: boolean;
}

export interface TextMultipart {
  readonly part: MessagePart;
  readonly text: Buffer;
}

interface OpenMultipart {
  readonly part: MessagePart;
  readonly boundary: string;
  hasParts: boolean;
  /** What came before its first part: all there is, when none comes. */
  preamble: Buffer[];
  preambleBytes: number;
}

/** More text than that is not given anyway. */
const MAX_PREAMBLE_BYTES = 1_050_000;
export const MAX_DELIMITER_BYTES = 2_048;
const DASH = 0x2d;

export function createOpenMultiparts(): OpenMultiparts {
  const open: OpenMultipart[] = [];
  return {
    get innermost() {
      return open.at(-1)?.part;
    },
    open: (part) =>
      void open.push({ part, boundary: part.boundary, hasParts: false, preamble: [], preambleBytes: 0 }),
    addPreamble(bytes) {
      const innermost = open.at(-1);
      if (innermost === undefined || innermost.preambleBytes > MAX_PREAMBLE_BYTES) return;
      // The bytes are part of a larger chunk that is not to be kept.
      innermost.preamble.push(Buffer.from(bytes));
      innermost.preambleBytes += bytes.length;
    },
    findDelimiter: (line) => findDelimiter(line, open),
    closeFrom: (index) =>
      open.splice(index).flatMap(({ part, hasParts, preamble }) => {
        const text = Buffer.concat(preamble);
        return hasParts || text.every((byte) => byte <= 0x20) ? [] : [{ part, text }];
      }),
    beginPart() {
      const innermost = open.at(-1);
      if (innermost === undefined) return;
      innermost.hasParts = true;
      innermost.preamble = [];
    },
    endParts() {
      if (open.at(-1)?.hasParts !== true) return false;
      open.pop();
      return true;
    },
  };
}

/** Blanks behind a boundary were added on the way (RFC 2046, 5.1.1). */
function findDelimiter(line: Buffer, open: readonly OpenMultipart[]): Delimiter | undefined {
  if (line[0] !== DASH || line[1] !== DASH || line.length > MAX_DELIMITER_BYTES) return undefined;
  const name = line.toString('latin1', 2).trimEnd();
  const own = open.findLastIndex(({ boundary }) => boundary === name);
  if (own !== -1) return { index: own, isEnd: false };
  if (!name.endsWith('--')) return undefined;
  const ended = open.findLastIndex(({ boundary }) => `${boundary}--` === name);
  return ended === -1 ? undefined : { index: ended, isEnd: true };
}
