import type { TransferDecoder } from './transfer-decoder.ts';

const [TAB, LF, CR, SPACE, EQUALS] = [0x09, 0x0a, 0x0d, 0x20, 0x3d];
/** Blanks before a line break were added on the way (RFC 2045, 6.7); so many are not looked at as such. */
const MAX_BLANKS = 1_000;

/** Decodes quoted-printable (RFC 2045, 6.7). What is no escape stays as it is. */
export function createQuotedPrintableDecoder(): TransferDecoder {
  /** The beginning of an escape, or blanks, at the end of what came so far. */
  let carried: Buffer = Buffer.alloc(0);

  function decode(bytes: Buffer, isEnd: boolean): Buffer {
    const input = carried.length === 0 ? bytes : Buffer.concat([carried, bytes]);
    const output = Buffer.allocUnsafe(input.length);
    let length = 0;
    let at = 0;
    carried = Buffer.alloc(0);
    while (at < input.length) {
      const byte = input[at] ?? 0;
      if (byte !== EQUALS && byte !== SPACE && byte !== TAB) {
        output[length++] = byte;
        at += 1;
        continue;
      }
      const blanks = skipBlanks(input, byte === EQUALS ? at + 1 : at);
      const lineEnd = skipLineBreak(input, blanks);
      const isOpen = blanks === input.length || (input[blanks] === CR && blanks + 1 === input.length);
      if (isOpen && !isEnd && blanks - at < MAX_BLANKS) {
        carried = Buffer.from(input.subarray(at));
        break;
      }
      const hex = byte === EQUALS ? readByte(input, at) : undefined;
      if (hex === 'open' && !isEnd) {
        carried = Buffer.from(input.subarray(at));
        break;
      }
      if (typeof hex === 'number') {
        output[length++] = hex;
        at += 3;
      } else if (byte === EQUALS && (lineEnd > blanks || (isEnd && isOpen))) {
        at = lineEnd;
      } else if (byte !== EQUALS && lineEnd > blanks) {
        at = blanks;
      } else {
        const end = byte === EQUALS ? at + 1 : blanks;
        input.copy(output, length, at, end);
        length += end - at;
        at = end;
      }
    }
    return output.subarray(0, length);
  }

  return { write: (bytes) => decode(bytes, false), end: () => decode(Buffer.alloc(0), true) };
}

function skipBlanks(bytes: Buffer, from: number): number {
  let at = from;
  while (bytes[at] === SPACE || bytes[at] === TAB) at += 1;
  return at;
}

function skipLineBreak(bytes: Buffer, from: number): number {
  if (bytes[from] === LF) return from + 1;
  return bytes[from] === CR && bytes[from + 1] === LF ? from + 2 : from;
}

/** `=C3`; `open` when the second digit is still to come. */
function readByte(bytes: Buffer, at: number): number | 'open' | undefined {
  const digits = bytes.toString('latin1', at + 1, at + 3);
  if (/^[0-9a-f]{2}$/i.test(digits)) return Number.parseInt(digits, 16);
  return /^[0-9a-f]$/i.test(digits) && at + 2 === bytes.length ? 'open' : undefined;
}
