/** Decodes bytes of a charset that the library knows. */
export type DecodeKnown = (bytes: Buffer, charset: string) => string;

interface CharacterSet {
  readonly charset: string;
  /** Bytes of one character. */
  readonly width: 1 | 2;
  /** Before each character. */
  readonly prefix?: number;
}

const ASCII: CharacterSet = { charset: 'ascii', width: 1 };
const JIS: CharacterSet = { charset: 'euc-jp', width: 2 };
const CHINESE: CharacterSet = { charset: 'gb18030', width: 2 };
const KOREAN: CharacterSet = { charset: 'cp949', width: 2 };

/** What an escape sequence makes of the bytes after it, by its bytes after ESC (RFC 1468, 1554, 1557, 1922). */
const G0_SETS: Readonly<Record<string, CharacterSet>> = {
  '(B': ASCII,
  '(J': ASCII,
  '(I': { charset: 'shift_jis', width: 1 },
  '$@': JIS,
  $B: JIS,
  '$(D': { charset: 'euc-jp', width: 2, prefix: 0x8f },
  $A: CHINESE,
  '$(C': KOREAN,
};
/** Used between SO and SI. */
const G1_SETS: Readonly<Record<string, CharacterSet>> = { '$)A': CHINESE, '$)C': KOREAN };

const [ESCAPE, SHIFT_OUT, SHIFT_IN] = [0x1b, 0x0e, 0x0f];

/** ISO-2022-JP, -JP-1, -JP-2, -KR and -CN: sets of 7-bit characters that escape sequences choose. `undefined` when it has others. */
export function decodeIso2022(bytes: Buffer, decode: DecodeKnown): string | undefined {
  const runs = createRuns(decode, 2 * bytes.length);
  let [g0, g1]: CharacterSet[] = [ASCII, ASCII];
  let isShifted = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === ESCAPE) {
      const sequence = readEscape(bytes, at + 1);
      const [set0, set1] = [G0_SETS[sequence], G1_SETS[sequence]];
      if (set0 === undefined && set1 === undefined) return undefined;
      g0 = set0 ?? g0;
      g1 = set1 ?? g1;
      at += sequence.length;
    } else if (byte === SHIFT_OUT || byte === SHIFT_IN) {
      isShifted = byte === SHIFT_OUT;
    } else {
      const set = isShifted ? (g1 ?? ASCII) : (g0 ?? ASCII);
      // Control characters and blanks are the same in each set.
      if (byte <= 0x20 || byte >= 0x80) runs.add(ASCII, byte);
      else {
        runs.add(set, byte, set.width === 2 ? bytes[at + 1] : undefined);
        at += set.width - 1;
      }
    }
  }
  return runs.end();
}

/** The bytes after ESC up to the letter that ends them. */
function readEscape(bytes: Buffer, start: number): string {
  let end = start;
  if (bytes[end] === 0x24) end += 1;
  const byte = bytes[end] ?? 0;
  if ((byte >= 0x28 && byte <= 0x2a) || byte === 0x2e) end += 1;
  return bytes.toString('latin1', start, end + 1);
}

/** HZ (RFC 1843): GB 2312 between `~{` and `~}`. */
export function decodeHz(bytes: Buffer, decode: DecodeKnown): string {
  const runs = createRuns(decode, 2 * bytes.length);
  let set = ASCII;
  for (let at = 0; at < bytes.length; at += 1) {
    const [byte = 0, next] = [bytes[at], bytes[at + 1]];
    if (byte === 0x7e && (next === 0x7b || next === 0x7d)) {
      set = next === 0x7b ? CHINESE : ASCII;
      at += 1;
    } else if (byte === 0x7e && set === ASCII && (next === 0x7e || next === 0x0a)) {
      if (next === 0x7e) runs.add(ASCII, byte);
      at += 1;
    } else if (byte <= 0x20 || byte >= 0x80) {
      runs.add(ASCII, byte);
    } else {
      runs.add(set, byte, set.width === 2 ? bytes[at + 1] : undefined);
      at += set.width - 1;
    }
  }
  return runs.end();
}

/** Each run is a call of the decoder. A text with more was made to cost time: the rest of it stays undecoded. */
const MAX_RUNS = 20_000;

/**
 * Puts characters of one set together, to decode them at once. ASCII stands in all multi-byte sets as it is, so that a word in Latin letters
 * ends no run.
 */
function createRuns(decode: DecodeKnown, maxBytes: number) {
  const texts: string[] = [];
  const collected = Buffer.allocUnsafe(maxBytes);
  let length = 0;
  let current = ASCII;
  const flush = (): void => {
    const { charset } = current;
    const run = collected.subarray(0, length);
    const isPlain = charset === 'ascii' || texts.length >= MAX_RUNS;
    if (length > 0) texts.push(isPlain ? run.toString('latin1') : decode(run, charset));
    length = 0;
  };
  return {
    add(set: CharacterSet, first: number, second?: number): void {
      if (set !== current && !(set === ASCII && first < 0x80)) {
        flush();
        current = set;
      }
      const high = set === ASCII ? 0 : 0x80;
      if (set.prefix !== undefined) collected[length++] = set.prefix;
      collected[length++] = first | high;
      if (second !== undefined) collected[length++] = second | high;
    },
    end(): string {
      flush();
      return texts.join('');
    },
  };
}
