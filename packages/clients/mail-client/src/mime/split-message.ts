import type { Charsets } from './charsets.ts';
import { createHeadCollector, MessageTooComplex } from './head-collector.ts';
import { createLineReader } from './line-reader.ts';
import { type MessagePart, parsePart, asTextPart } from './message-part.ts';

/** A part begins, or there is more of the content of the one that began last, as it was transferred. */
export type MessagePiece =
  | { readonly kind: 'part'; readonly part: MessagePart }
  | { readonly kind: 'content'; readonly bytes: Buffer };

export interface MessageSplitter {
  write(bytes: Buffer): readonly MessagePiece[];
  end(): readonly MessagePiece[];
}

interface OpenMultipart {
  readonly part: MessagePart;
  readonly boundary: string;
  hasParts: boolean;
  /** What came before its first part: all there is, when none comes. */
  preamble: Buffer[];
  preambleBytes: number;
}

const MAX_PARTS = 500;
/** More text than that is not given anyway. */
const MAX_PREAMBLE_BYTES = 1_050_000;

/**
 * Takes a message apart as it comes (RFC 2046, 5.1). A part ends with the boundary of any multipart around
 * it, so that one whose own end is missing takes nothing of the next. A multipart without a part is text.
 * @throws MessageTooComplex
 */
export function createMessageSplitter(charsets: Charsets): MessageSplitter {
  const open: OpenMultipart[] = [];
  let pieces: MessagePiece[] = [];
  let content: Buffer[] = [];
  let state: 'head' | 'content' | 'preamble' | 'epilogue' = 'head';
  let head = createHeadCollector({ isRoot: true });
  let partCount = 0;
  /** The line break before a boundary belongs to the boundary. */
  let heldBreak: Buffer = Buffer.alloc(0);

  function flushContent(): void {
    if (content.length > 0) pieces.push({ kind: 'content', bytes: Buffer.concat(content) });
    content = [];
  }

  function beginPart(part: MessagePart): void {
    flushContent();
    pieces.push({ kind: 'part', part });
    heldBreak = Buffer.alloc(0);
    if (part.boundary === undefined) {
      state = 'content';
      return;
    }
    open.push({ part, boundary: part.boundary, hasParts: false, preamble: [], preambleBytes: 0 });
    state = 'preamble';
  }

  function endHead(): void {
    partCount += 1;
    if (partCount > MAX_PARTS) throw new MessageTooComplex(`it has more than ${MAX_PARTS} parts`);
    const isInDigest = open.at(-1)?.part.contentType === 'multipart/digest';
    beginPart(parsePart(head.bytes(), { charsets, isRoot: partCount === 1, isInDigest }));
  }

  /** Closes all multiparts inside of the one that is left as the innermost. */
  function closeDownTo(count: number): void {
    if (state === 'head') endHead();
    for (const { part, hasParts, preamble } of open.splice(count)) {
      if (hasParts) continue;
      const text = Buffer.concat(preamble);
      if (text.every((byte) => byte <= 0x20)) continue;
      flushContent();
      pieces.push({ kind: 'part', part: asTextPart(part) }, { kind: 'content', bytes: text });
    }
  }

  function takeDelimiter(index: number, isEnd: boolean): void {
    const multipart = open[index];
    if (multipart === undefined) return;
    closeDownTo(index + 1);
    flushContent();
    heldBreak = Buffer.alloc(0);
    if (!isEnd) {
      Object.assign(multipart, { hasParts: true, preamble: [] });
      head = createHeadCollector({ isRoot: false });
      state = 'head';
    } else if (multipart.hasParts) {
      open.pop();
      state = 'epilogue';
    }
  }

  function takePreamble(bytes: Buffer): void {
    const innermost = open.at(-1);
    if (innermost === undefined || innermost.preambleBytes > MAX_PREAMBLE_BYTES) return;
    // The bytes are part of a larger chunk that is not to be kept.
    innermost.preamble.push(Buffer.from(bytes));
    innermost.preambleBytes += bytes.length;
  }

  function takeContent(bytes: Buffer, lineBreak: Buffer): void {
    content.push(heldBreak, bytes);
    heldBreak = lineBreak;
  }

  function takeLine(text: Buffer, lineBreak: Buffer, isWhole: boolean): void {
    const delimiter = isWhole && open.length > 0 ? findDelimiter(text, open) : undefined;
    if (delimiter !== undefined) return takeDelimiter(delimiter.index, delimiter.isEnd);
    switch (state) {
      case 'head': {
        const found = head.take(text, lineBreak);
        if (found === 'goes on') return;
        endHead();
        if (found === 'was content') takeLine(text, lineBreak, isWhole);
        return;
      }
      case 'content':
        return takeContent(text, lineBreak);
      case 'preamble':
        takePreamble(Buffer.concat([heldBreak, text]));
        heldBreak = lineBreak;
        return;
      case 'epilogue':
        return;
    }
  }

  const lines = createLineReader({
    takeLine,
    mayWaitFor: () => (state === 'head' ? Infinity : MAX_DELIMITER_BYTES),
    mayJoin: () => state !== 'head',
  });
  const takePieces = (): readonly MessagePiece[] => {
    flushContent();
    const taken = pieces;
    pieces = [];
    return taken;
  };

  return {
    write(bytes) {
      lines.write(bytes);
      if (head.length() + lines.pendingBytes() > head.maxBytes && state === 'head') head.refuse();
      return takePieces();
    },
    end() {
      lines.end();
      if (state === 'head' && partCount === 0) endHead();
      if (state === 'content') content.push(heldBreak);
      if (state === 'preamble') takePreamble(heldBreak);
      closeDownTo(0);
      return takePieces();
    },
  };
}

const MAX_DELIMITER_BYTES = 2_048;
const DASH = 0x2d;

/** Blanks behind a boundary were added on the way (RFC 2046, 5.1.1). */
function findDelimiter(
  line: Buffer,
  open: readonly OpenMultipart[],
): { readonly index: number; readonly isEnd: boolean } | undefined {
  if (line[0] !== DASH || line[1] !== DASH || line.length > MAX_DELIMITER_BYTES) return undefined;
  const name = line.toString('latin1', 2).trimEnd();
  const own = open.findLastIndex(({ boundary }) => boundary === name);
  if (own !== -1) return { index: own, isEnd: false };
  if (!name.endsWith('--')) return undefined;
  const ended = open.findLastIndex(({ boundary }) => `${boundary}--` === name);
  return ended === -1 ? undefined : { index: ended, isEnd: true };
}
