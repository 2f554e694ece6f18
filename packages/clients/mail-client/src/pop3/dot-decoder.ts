const DOT = 0x2e;
const CR = 0x0d;
const LF = 0x0a;

/** Part of a multi-line answer, decoded. */
export interface DecodedChunk {
  readonly content: readonly Buffer[];
  /** What came after the end; `undefined` while the end has not come. */
  readonly rest: Buffer | undefined;
}

/**
 * Decodes a multi-line answer (RFC 1939, 3): a dot that begins a line is taken away, and a line of one dot is
 * the end. Lines may be of any length, and chunks be cut anywhere.
 */
export function createDotDecoder(): (chunk: Buffer) => DecodedChunk {
  let state: 'lineStart' | 'afterDot' | 'afterDotCr' | 'inLine' = 'lineStart';
  return (chunk) => {
    const content: Buffer[] = [];
    let position = 0;
    while (position < chunk.length) {
      const byte = chunk[position];
      if (state === 'lineStart' && byte === DOT) {
        state = 'afterDot';
        position += 1;
      } else if (state === 'afterDot' && byte === CR) {
        state = 'afterDotCr';
        position += 1;
      } else if ((state === 'afterDot' || state === 'afterDotCr') && byte === LF) {
        return { content, rest: chunk.subarray(position + 1) };
      } else {
        if (state === 'afterDotCr') content.push(Buffer.from([CR]));
        // All lines up to the next that begins with a dot: one piece of a chunk, not one for each line.
        const dotted = chunk.indexOf('\n.', position);
        const end = dotted === -1 ? chunk.length : dotted + 1;
        content.push(chunk.subarray(position, end));
        state = chunk[end - 1] === LF ? 'lineStart' : 'inLine';
        position = end;
      }
    }
    return { content, rest: undefined };
  };
}
