import { type CharacterSet, createCharacterSet } from './character-set.ts';
import { findEscapedClass, findProperty } from './named-classes.ts';
import { InvalidPattern, UnsupportedPattern } from './pattern-error.ts';
import type { PatternReader } from './pattern-reader.ts';

/** The meaning of a backslash sequence: a character, a set, or something else named by its letter. */
export type Escape =
  | { readonly kind: 'character'; readonly codePoint: number }
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'other'; readonly letter: string };

const controls: Readonly<Record<string, number>> = { a: 7, e: 0x1b, f: 0xc, n: 0xa, r: 0xd, t: 9 };
const maxUnit = 0x10ffff;

/** Reads on after a backslash. @throws InvalidPattern, UnsupportedPattern */
export function readEscape(reader: PatternReader): Escape {
  const letter = reader.read();
  if (letter === 'p' || letter === 'P') return { kind: 'set', set: readProperty(reader, letter === 'P') };
  const set = findEscapedClass(letter);
  if (set) return { kind: 'set', set };
  const control = controls[letter];
  if (control !== undefined) return characterEscape(control);
  switch (letter) {
    case '0':
      return characterEscape(readOctal(reader));
    case 'x':
      return characterEscape(readHexadecimal(reader));
    case 'u':
      return characterEscape(readUnit(reader));
    case 'c':
      return characterEscape((reader.read().codePointAt(0) ?? 0) ^ 64);
    case 'N':
      throw new UnsupportedPattern('names of characters');
    default:
      return /^[A-Za-z1-9]$/.test(letter)
        ? { kind: 'other', letter }
        : characterEscape(letter.codePointAt(0) ?? 0);
  }
}

function characterEscape(codePoint: number): Escape {
  return { kind: 'character', codePoint };
}

function readProperty(reader: PatternReader, isNegated: boolean): CharacterSet {
  const { ignoresCase } = reader.flags;
  const set = findProperty(readPropertyName(reader), { ignoresCase });
  return isNegated ? { ...set, isNegated: true } : set;
}

function readPropertyName(reader: PatternReader): string {
  const first = reader.read();
  if (first !== '{') return first;
  let name = '';
  for (let next = reader.read(); next !== '}'; next = reader.read()) name += next;
  return name;
}

/** Up to three digits, at most 377. */
function readOctal(reader: PatternReader): number {
  let text = '';
  while (text.length < 3 && /^[0-7]$/.test(reader.at()) && Number.parseInt(text + reader.at(), 8) <= 0o377) {
    text += reader.read();
  }
  if (text === '') throw new InvalidPattern();
  return Number.parseInt(text, 8);
}

function readHexadecimal(reader: PatternReader): number {
  if (reader.at() !== '{') return readDigits(reader, 2);
  reader.read();
  let text = '';
  for (let next = reader.read(); next !== '}'; next = reader.read()) text += next;
  const value = Number.parseInt(text, 16);
  if (!/^[0-9a-fA-F]{1,8}$/.test(text) || value > maxUnit) throw new InvalidPattern();
  return value;
}

function readDigits(reader: PatternReader, count: number): number {
  const text = Array.from({ length: count }, () => reader.read()).join('');
  if (!/^[0-9a-fA-F]+$/.test(text)) throw new InvalidPattern();
  return Number.parseInt(text, 16);
}

/** A surrogate pair is one character. */
function readUnit(reader: PatternReader): number {
  const high = readDigits(reader, 4);
  if (high < 0xd800 || high > 0xdbff || reader.at() !== '\\' || reader.at(1) !== 'u') return high;
  const start = reader.position;
  reader.position += 2;
  const low = readDigits(reader, 4);
  if (low >= 0xdc00 && low <= 0xdfff) return (high - 0xd800) * 0x400 + (low - 0xdc00) + 0x10000;
  reader.position = start;
  return high;
}

export function singleCharacterSet(codePoint: number): CharacterSet {
  return createCharacterSet([[codePoint, codePoint]]);
}
