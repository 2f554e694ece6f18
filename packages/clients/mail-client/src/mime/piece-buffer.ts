import type { MessagePart } from './message-part.ts';

/** A part begins, or there is more of the content of the one that began last, as it was transferred. */
export type MessagePiece =
  | { readonly kind: 'part'; readonly part: MessagePart }
  | { readonly kind: 'content'; readonly bytes: Buffer };

/** Pieces of a message in their order; pieces of content that follow each other become one. */
export interface PieceBuffer {
  addPart(part: MessagePart): void;
  addContent(...bytes: readonly Buffer[]): void;
  /** All since the last call. */
  take(): readonly MessagePiece[];
}

export function createPieceBuffer(): PieceBuffer {
  let pieces: MessagePiece[] = [];
  let content: Buffer[] = [];
  const flush = (): void => {
    if (content.length > 0) pieces.push({ kind: 'content', bytes: Buffer.concat(content) });
    content = [];
  };
  return {
    addPart(part) {
      flush();
      pieces.push({ kind: 'part', part });
    },
    addContent: (...bytes) => void content.push(...bytes),
    take() {
      flush();
      const taken = pieces;
      pieces = [];
      return taken;
    },
  };
}
