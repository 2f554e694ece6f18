import { cnsToBig5 } from './cns-11643.ts';

/** Decodes bytes of a charset that the library knows. */
export type DecodeKnown = (bytes: Buffer, charset: string) => string;

interface CharacterSet {
  readonly charset: string;
  /** Bytes of one character. */
  readonly width: 1 | 2;
  /** Before each character. */
  readonly prefix?: number;
  /** The plane of CNS 11643, whose characters are decoded by way of Big5. */
  readonly plane?: number;
}

const ASCII: CharacterSet = { charset: 'ascii', width: 1 };
const JIS: CharacterSet = { charset: 'euc-jp', width: 2 };
const CHINESE: CharacterSet = { charset: 'gb18030', width: 2 };
const KOREAN: CharacterSet = { charset: 'cp949', width: 2 };
const KANA: CharacterSet = { charset: 'shift_jis', width: 1 };
const cns = (plane: number): CharacterSet => ({ charset: 'big5-hkscs', width: 2, plane });
const CNS_1 = cns(1);
const CNS_2 = cns(2);
/** Its characters are not known here. */
const CNS_OTHER = cns(0);

/**
 * The sets that escape sequences choose, by their bytes after ESC (RFC 1468, 1554, 1557, 1922; JIS X 0202).
 */
const G0_SETS: Readonly<Record<string, CharacterSet>> = {
  '(B': ASCII,
  '(J': ASCII,
  // Written by old programs for the Latin letters of JIS.
  '(H': ASCII,
  '(I': KANA,
  '$@': JIS,
  $B: JIS,
  '$(@': JIS,
  '$(B': JIS,
  // Plane 1 of JIS X 0213: JIS X 0208 and more.
  '$(O': JIS,
  '$(Q': JIS,
  '$(D': { charset: 'euc-jp', width: 2, prefix: 0x8f },
  $A: CHINESE,
  '$(C': KOREAN,
};
/** Used between SO and SI. ISO-IR-165 is GB 2312 and more. */
const G1_SETS: Readonly<Record<string, CharacterSet>> = {
  '$)A': CHINESE,
  '$)C': KOREAN,
  '$)E': CHINESE,
  '$)G': CNS_1,
  ')I': KANA,
};
/** Used for the one character after `ESC N`. */
const G2_SETS: Readonly<Record<string, CharacterSet>> = {
  '.A': { charset: 'iso-8859-1', width: 1 },
  '.F': { charset: 'iso-8859-7', width: 1 },
  '$*H': CNS_2,
};
/** Chooses nothing: says that the revision of 1990 of the next set is meant. */
const REVISION = '&@';

const [ESCAPE, SHIFT_OUT, SHIFT_IN, SINGLE_SHIFT] = [0x1b, 0x0e, 0x0f, 0x4e];

/**
 * Decodes ISO-2022-JP, -JP-1, -JP-2, -JP-3, -KR and -CN: sets of 7-bit characters that escape sequences
 * choose. `undefined` when it has others. `isJapanese`: kana may also come between SO and SI, or as 8-bit
 * bytes (JIS X 0201).
 */
export function decodeIso2022(
  bytes: Buffer,
  decode: DecodeKnown,
  { isJapanese = false }: { readonly isJapanese?: boolean } = {},
): string | undefined {
  const runs = createRuns(decode, 2 * bytes.length);
  let g0 = ASCII;
  let g1 = isJapanese ? KANA : ASCII;
  let g2 = ASCII;
  let isShifted = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === ESCAPE && bytes[at + 1] === SINGLE_SHIFT) {
      const [first, second] = [bytes[at + 2], bytes[at + 3]];
      if (first === undefined) return undefined;
      runs.add(g2, first, g2.width === 2 ? second : undefined);
      at += 1 + g2.width;
    } else if (byte === ESCAPE) {
      const sequence = readEscape(bytes, at + 1);
      const [set0, set1, set2] = [G0_SETS[sequence], G1_SETS[sequence], G2_SETS[sequence]];
      if (set0 === undefined && set1 === undefined && set2 === undefined && sequence !== REVISION)
        return undefined;
      g0 = set0 ?? g0;
      g1 = set1 ?? g1;
      g2 = set2 ?? g2;
      at += sequence.length;
    } else if (byte === SHIFT_OUT || byte === SHIFT_IN) {
      isShifted = byte === SHIFT_OUT;
    } else {
      const set = isShifted ? g1 : g0;
      // Control characters and blanks are the same in each set.
      if (isJapanese && byte >= 0xa1 && byte <= 0xdf) runs.add(KANA, byte);
      else if (byte <= 0x20 || byte >= 0x80) runs.add(ASCII, byte);
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
  if ((byte >= 0x28 && byte <= 0x2a) || byte === 0x2e || byte === 0x26) end += 1;
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

/**
 * Each run is a call of the decoder. A text with more was made to cost time: the rest of it stays undecoded.
 */
const MAX_RUNS = 20_000;

/** Decodes EUC-TW: plane 1 of CNS 11643 in two bytes, any plane in four, the first of which is 0x8e. */
export function decodeEucTw(bytes: Buffer, decode: DecodeKnown): string {
  const runs = createRuns(decode, 2 * bytes.length);
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x8e && at + 3 < bytes.length) {
      runs.add(cnsPlane((bytes[at + 1] ?? 0) - 0xa0), bytes[at + 2] ?? 0, bytes[at + 3]);
      at += 3;
    } else if (byte >= 0xa1 && at + 1 < bytes.length) {
      runs.add(CNS_1, byte, bytes[at + 1]);
      at += 1;
    } else runs.add(ASCII, byte);
  }
  return runs.end();
}

const cnsPlane = (plane: number): CharacterSet => (plane === 1 ? CNS_1 : plane === 2 ? CNS_2 : CNS_OTHER);

/**
 * Puts characters of one set together, to decode them at once. ASCII stands in all multi-byte sets as it is,
 * so that a word in Latin letters ends no run.
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
      if (set.plane !== undefined && second !== undefined) {
        for (const byte of cnsToBig5(set.plane, first & 0x7f, second & 0x7f)) collected[length++] = byte;
        return;
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
