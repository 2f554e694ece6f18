import { addCases, type CharacterSet, negateSet, createCharacterSet } from './character-set.ts';
import type { CodePointRange } from './code-points.ts';
import { InvalidPattern, UnsupportedPattern } from './pattern-error.ts';

const digits: CodePointRange = [0x30, 0x39];
const upper: CodePointRange = [0x41, 0x5a];
const lower: CodePointRange = [0x61, 0x7a];
const blanks: readonly CodePointRange[] = [
  [9, 9],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x180e, 0x180e],
  [0x2000, 0x200a],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
];
const lineBreaks: readonly CodePointRange[] = [
  [0xa, 0xd],
  [0x85, 0x85],
  [0x2028, 0x2029],
];
const escapes: Readonly<Record<string, readonly CodePointRange[]>> = {
  d: [digits],
  w: [digits, upper, lower, [0x5f, 0x5f]],
  s: [
    [9, 13],
    [0x20, 0x20],
  ],
  h: blanks,
  v: lineBreaks,
};

/** What `\d`, `\W` and the like stand for; undefined for other letters. */
export function findEscapedClass(letter: string): CharacterSet | undefined {
  const ranges = escapes[letter.toLowerCase()];
  if (!ranges) return undefined;
  const set = createCharacterSet(ranges);
  return letter === letter.toLowerCase() ? set : negateSet(set);
}

const ascii: Readonly<Record<string, readonly CodePointRange[]>> = {
  ASCII: [[0, 0x7f]],
  Alnum: [digits, upper, lower],
  Alpha: [upper, lower],
  Blank: [
    [9, 9],
    [0x20, 0x20],
  ],
  Cntrl: [
    [0, 0x1f],
    [0x7f, 0x7f],
  ],
  Digit: [digits],
  Graph: [[0x21, 0x7e]],
  Lower: [lower],
  Print: [[0x20, 0x7e]],
  Punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  Space: [
    [9, 13],
    [0x20, 0x20],
  ],
  Upper: [upper],
  XDigit: [digits, [0x41, 0x46], [0x61, 0x66]],
  L1: [[0, 0xff]],
};
const unions: Readonly<Record<string, readonly string[]>> = {
  LC: ['Lu', 'Ll', 'Lt'],
  LD: ['L', 'Nd'],
  javaLowerCase: ['Lowercase'],
  javaUpperCase: ['Uppercase'],
  javaAlphabetic: ['Alphabetic'],
  javaLetter: ['L'],
  javaDigit: ['Nd'],
  javaLetterOrDigit: ['L', 'Nd'],
};
const binary: Readonly<Record<string, readonly string[]>> = {
  ALPHABETIC: ['Alphabetic'],
  IDEOGRAPHIC: ['Ideographic'],
  LETTER: ['L'],
  LOWERCASE: ['Lowercase'],
  UPPERCASE: ['Uppercase'],
  TITLECASE: ['Lt'],
  PUNCTUATION: ['P'],
  CONTROL: ['Cc'],
  WHITE_SPACE: ['White_Space'],
  DIGIT: ['Nd'],
  HEX_DIGIT: ['Hex_Digit'],
  EMOJI: ['Emoji'],
};
const cased = new Set(['LOWERCASE', 'UPPERCASE', 'TITLECASE']);
const categories = new Set(
  'L Lu Ll Lt Lm Lo M Mn Me Mc N Nd Nl No P Pd Ps Pe Pc Po Pi Pf S Sm Sc Sk So Z Zs Zl Zp C Cc Cf Co Cs'.split(
    ' ',
  ),
);

/** What `\p{NAME}` stands for. @throws InvalidPattern, UnsupportedPattern */
export function findProperty(name: string, options: { readonly ignoresCase: boolean }): CharacterSet {
  const ranges = ascii[name];
  const isCase = options.ignoresCase && (name === 'Lower' || name === 'Upper');
  if (ranges) return isCase ? addCases(createCharacterSet(ranges)) : createCharacterSet(ranges);
  const properties = unions[name];
  if (properties) return createCharacterSet([], properties);
  if (categories.has(name)) return createCharacterSet([], [caselessClass(name, options)]);
  const [key = '', value] = name.split('=');
  if (value !== undefined) return findValue(key.toLowerCase(), value);
  if (name.startsWith('In')) return refuseBlock(name);
  if (!name.startsWith('Is')) throw new InvalidPattern();
  const bare = name.slice(2);
  const known = binary[bare.toUpperCase()];
  const hasCase = known && cased.has(bare.toUpperCase());
  if (known)
    return createCharacterSet([], options.ignoresCase && hasCase ? ['Lowercase', 'Uppercase', 'Lt'] : known);
  return categories.has(bare) ? createCharacterSet([], [caselessClass(bare, options)]) : findScript(bare);
}

function caselessClass(category: string, { ignoresCase }: { readonly ignoresCase: boolean }): string {
  return ignoresCase && /^L[ult]$/.test(category) ? 'Cased_Letter' : category;
}

function findValue(key: string, value: string): CharacterSet {
  if (key === 'sc' || key === 'script') return findScript(value);
  if (key === 'blk' || key === 'block') return refuseBlock(value);
  if ((key === 'gc' || key === 'general_category') && categories.has(value))
    return createCharacterSet([], [value]);
  throw new InvalidPattern();
}

function findScript(name: string): CharacterSet {
  const script = name.toLowerCase().replace(/(?:^|_)[a-z]/g, (letter) => letter.toUpperCase());
  try {
    new RegExp(`\\p{Script=${script}}`, 'u');
  } catch {
    throw new InvalidPattern();
  }
  return createCharacterSet([], [`Script=${script}`]);
}

function refuseBlock(name: string): never {
  throw new UnsupportedPattern(`the block of characters ${name}`);
}
