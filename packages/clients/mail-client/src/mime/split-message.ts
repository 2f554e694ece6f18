import type { Charsets } from './charsets.ts';
import { createHeadCollector, MessageTooComplex } from './head-collector.ts';
import { createLineReader } from './line-reader.ts';
import { parsePart, asTextPart } from './message-part.ts';
import { createOpenMultiparts, type Delimiter, MAX_DELIMITER_BYTES } from './open-multiparts.ts';
import { createPieceBuffer, type MessagePiece } from './piece-buffer.ts';

export interface MessageSplitter {
  write(bytes: Buffer): readonly MessagePiece[];
  end(): readonly MessagePiece[];
}

const MAX_PARTS = 500;

/**
 * Takes a message apart as it comes (RFC 2046, 5.1). A part ends with the boundary of any multipart around
 * it, so that one whose own end is missing takes nothing of the next. A multipart without a part is text.
 * @throws MessageTooComplex
 */
export function createMessageSplitter(charsets: Charsets): MessageSplitter {
  const multiparts = createOpenMultiparts();
  const pieces = createPieceBuffer();
  let state: 'head' | 'content' | 'preamble' | 'epilogue' = 'head';
  let head = createHeadCollector({ isRoot: true });
  let partCount = 0;
  /** The line break before a boundary belongs to the boundary. */
  let heldBreak: Buffer = Buffer.alloc(0);

  function endHead(): void {
    partCount += 1;
    if (partCount > MAX_PARTS) throw new MessageTooComplex(`it has more than ${MAX_PARTS} parts`);
    const isInDigest = multiparts.innermost?.contentType === 'multipart/digest';
    const part = parsePart(head.bytes(), { charsets, isRoot: partCount === 1, isInDigest });
    pieces.addPart(part);
    heldBreak = Buffer.alloc(0);
    const { boundary } = part;
    state = boundary === undefined ? 'content' : 'preamble';
    if (boundary !== undefined) multiparts.open({ ...part, boundary });
  }

  function closeFrom(index: number): void {
    if (state === 'head') endHead();
    for (const { part, text } of multiparts.closeFrom(index)) {
      pieces.addPart(asTextPart(part));
      pieces.addContent(text);
    }
  }

  function takeDelimiter({ index, isEnd }: Delimiter): void {
    closeFrom(index + 1);
    heldBreak = Buffer.alloc(0);
    if (isEnd) {
      if (multiparts.endParts()) state = 'epilogue';
      return;
    }
    multiparts.beginPart();
    head = createHeadCollector({ isRoot: false });
    state = 'head';
  }

  function takeLine(text: Buffer, lineBreak: Buffer, isWhole: boolean): void {
    const delimiter = isWhole ? multiparts.findDelimiter(text) : undefined;
    if (delimiter !== undefined) return takeDelimiter(delimiter);
    switch (state) {
      case 'head': {
        const found = head.take(text, lineBreak);
        if (found === 'goes on') return;
        endHead();
        if (found === 'was content') takeLine(text, lineBreak, isWhole);
        return;
      }
      case 'content':
        pieces.addContent(heldBreak, text);
        heldBreak = lineBreak;
        return;
      case 'preamble':
        multiparts.addPreamble(Buffer.concat([heldBreak, text]));
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

  return {
    write(bytes) {
      lines.write(bytes);
      if (head.length() + lines.pendingBytes() > head.maxBytes && state === 'head') head.refuse();
      return pieces.take();
    },
    end() {
      lines.end();
      if (state === 'head' && partCount === 0) endHead();
      if (state === 'content') pieces.addContent(heldBreak);
      if (state === 'preamble') multiparts.addPreamble(heldBreak);
      closeFrom(0);
      return pieces.take();
    },
  };
}
