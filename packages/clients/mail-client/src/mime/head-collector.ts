/** A message that is made to cost more than it is worth. */
export class MessageTooComplex extends Error {
  override readonly name = 'MessageTooComplex';
}

export interface HeadCollector {
  readonly maxBytes: number;
  /**
   * Whether the header goes on after this line, ended with it, or had ended before it without an empty line.
   */
  take(line: Buffer, lineBreak: Buffer): 'goes on' | 'ended' | 'was content';
  bytes(): Buffer;
  length(): number;
  /** @throws MessageTooComplex */
  refuse(): never;
}

const MAX_BYTES = 256 * 1024;
const FIELD = /^[!-9;-~]+[ \t]*:/;

/**
 * Collects the lines of a header. A part that begins without one begins with its content, and so does a
 * message; in the header of a message other lines are passed over.
 */
export function createHeadCollector({ isRoot }: { readonly isRoot: boolean }): HeadCollector {
  const lines: Buffer[] = [];
  let length = 0;
  let hasFields = false;
  const refuse = (): never => {
    throw new MessageTooComplex(`its header has more than ${MAX_BYTES} bytes`);
  };
  return {
    maxBytes: MAX_BYTES,
    take(line, lineBreak) {
      if (line.length === 0) return 'ended';
      const start = line.toString('latin1', hasByteOrderMark(line) && lines.length === 0 ? 3 : 0, 200);
      const isField = FIELD.test(start);
      const isPart = isField || (hasFields && /^[ \t]/.test(start)) || start.startsWith(':') || isMark(start);
      if (!isPart && (!isRoot || !hasFields)) return 'was content';
      hasFields ||= isField || isMark(start);
      length += line.length + lineBreak.length;
      if (length > MAX_BYTES) refuse();
      const isMarked = lines.length === 0 && hasByteOrderMark(line);
      lines.push(Buffer.from(isMarked ? line.subarray(3) : line), Buffer.from(lineBreak));
      return 'goes on';
    },
    bytes: () => Buffer.concat(lines),
    length: () => length,
    refuse,
  };
}

/** Written by editors before the first header of a message (UTF-8). */
const hasByteOrderMark = (line: Buffer): boolean => line[0] === 0xef && line[1] === 0xbb && line[2] === 0xbf;

/** Where one message begins in a file of many. */
const isMark = (start: string): boolean => /^>?From /.test(start);
