import { neverText, toClassText } from './character-set.ts';
import { InvalidPattern, UnsupportedPattern } from './pattern-error.ts';
import { type PatternFlags, PatternReader } from './pattern-reader.ts';
import { quoteCodePoint } from './quote-code-point.ts';
import { readClass } from './read-class.ts';
import { readEscape } from './read-escape.ts';

/** A Java regular expression in RE2 syntax. */
export interface Re2Pattern {
  readonly text: string;
  /** Whether it has an anchor for the end of the text, or for the position before its last line break. */
  readonly hasEnd: boolean;
  /** Whether it has assertions about a position, such as word boundaries. */
  readonly hasAnchor: boolean;
  readonly groupNames: ReadonlyMap<string, number>;
}

const maxDepth = 50;
const maxRepetitions = 1000;
const lineBreak = String.raw`(?:\r\n|[\n\x{b}\f\r\x{85}\x{2028}\x{2029}])`;
const noLineBreak = String.raw`[^\n\r\x{85}\x{2028}\x{2029}]`;
const flagNames: Readonly<Record<string, keyof PatternFlags>> = {
  i: 'ignoresCase',
  m: 'isMultiline',
  s: 'dotMatchesAll',
  x: 'hasComments',
  d: 'onlyLineFeeds',
  u: 'hasUnicodeCase',
};

/**
 * Translates a pattern. @throws InvalidPattern when Java would refuse it; UnsupportedPattern when RE2 has no
 * equivalent
 */
export function toRe2Pattern(pattern: string, flags: string): Re2Pattern {
  const reader = new PatternReader(pattern, {
    ignoresCase: flags.includes('i'),
    isMultiline: flags.includes('m'),
    dotMatchesAll: flags.includes('s'),
    hasComments: flags.includes('x'),
    onlyLineFeeds: false,
    hasUnicodeCase: false,
  });
  const text = readAlternatives(reader, 0);
  if (reader.peek() !== '') throw new InvalidPattern();
  return { text, hasEnd: reader.hasEnd, hasAnchor: reader.hasAnchor, groupNames: reader.groupNames };
}

function readAlternatives(reader: PatternReader, depth: number): string {
  if (depth > maxDepth) throw new UnsupportedPattern(`groups nested more than ${maxDepth} deep`);
  const { flags } = reader;
  const parts = [readSequence(reader, depth)];
  while (reader.takeIf('|')) parts.push(readSequence(reader, depth));
  reader.flags = flags;
  return parts.join('|');
}

function readSequence(reader: PatternReader, depth: number): string {
  let text = '';
  for (;;) {
    const next = reader.peek();
    if (next === '' || next === '|' || next === ')') return text;
    const atom = next === '(' ? readGroup(reader, depth) : readAtom(reader);
    text += atom === '' ? '' : atom + readQuantifier(reader);
  }
}

function readAtom(reader: PatternReader): string {
  const character = reader.take();
  const { isMultiline } = reader.flags;
  switch (character) {
    case '[':
      return withUnicodeCase(reader, toClassText(readClass(reader)));
    case '\\':
      return readEscapedAtom(reader);
    case '^':
      return translateAnchor(reader, isMultiline ? '(?m:^)' : String.raw`(?:\A)`);
    case '$':
      return isMultiline ? translateAnchor(reader, '(?m:$)') : translateEnd(reader);
    case '.':
      return translateDot(reader.flags);
    case '*':
    case '+':
    case '?':
      throw new InvalidPattern();
    case '{':
      return readEmptyAtom(reader);
    default:
      return translateLiteral(reader, character.codePointAt(0) ?? 0);
  }
}

function translateAnchor(reader: PatternReader, text: string): string {
  reader.hasAnchor = true;
  return text;
}

function translateEnd(reader: PatternReader): string {
  reader.hasEnd = true;
  return translateAnchor(reader, String.raw`(?:\z)`);
}

/** A second quantifier right after another has nothing to repeat. */
function readEmptyAtom(reader: PatternReader): string {
  if (!/^\d$/.test(reader.at())) throw new InvalidPattern();
  reader.position -= 1;
  return '(?:)';
}

function translateDot({ dotMatchesAll, onlyLineFeeds }: PatternFlags): string {
  if (dotMatchesAll) return '(?s:.)';
  return onlyLineFeeds ? String.raw`[^\n]` : noLineBreak;
}

function translateLiteral(reader: PatternReader, codePoint: number): string {
  const text = quoteCodePoint(codePoint);
  const { ignoresCase, hasUnicodeCase } = reader.flags;
  if (!ignoresCase || hasUnicodeCase || !/^[A-Za-z]$/.test(text)) return withUnicodeCase(reader, text);
  return `[${text.toLowerCase()}${text.toUpperCase()}]`;
}

function withUnicodeCase({ flags }: PatternReader, text: string): string {
  return flags.ignoresCase && flags.hasUnicodeCase ? `(?i:${text})` : text;
}

function readEscapedAtom(reader: PatternReader): string {
  const escape = readEscape(reader);
  if (escape.kind === 'set') return toClassText(escape.set);
  if (escape.kind === 'character') return translateLiteral(reader, escape.codePoint);
  switch (escape.letter) {
    case 'Z':
      return translateEnd(reader);
    case 'A':
    case 'z':
    case 'b':
    case 'B':
      return translateAnchor(reader, `(?:\\${escape.letter})`);
    case 'R':
      return lineBreak;
    case 'G':
    case 'X':
      throw new UnsupportedPattern(`\\${escape.letter}`);
    case 'k':
      throw new UnsupportedPattern('references to a group');
    default:
      return readReference(reader, escape.letter);
  }
}

/** `\1`: a reference to a missing group never matches. */
function readReference({ groupCount }: PatternReader, letter: string): string {
  if (!/^\d$/.test(letter)) throw new InvalidPattern();
  if (Number(letter) <= groupCount) throw new UnsupportedPattern('references to a group');
  return neverText;
}

function readGroup(reader: PatternReader, depth: number): string {
  reader.take();
  const { flags } = reader;
  const open = reader.at() === '?' ? readGroupKind(reader) : translateCapturing(reader);
  if (open === '') return '';
  const body = readAlternatives(reader, depth + 1);
  if (!reader.takeIf(')')) throw new InvalidPattern();
  reader.flags = flags;
  return `${open}${body})`;
}

function translateCapturing(reader: PatternReader): string {
  reader.groupCount += 1;
  return '(';
}

/** The part after `(?`; empty for flags that apply from here on. */
function readGroupKind(reader: PatternReader): string {
  reader.read();
  const kind = reader.read();
  if (kind === ':') return '(?:';
  if (kind === '=' || kind === '!') throw new UnsupportedPattern('look-around');
  if (kind === '>') throw new UnsupportedPattern('atomic groups');
  if (kind === '<') return readGroupName(reader);
  reader.position -= 1;
  return readFlags(reader) === ':' ? '(?:' : '';
}

function readGroupName(reader: PatternReader): string {
  if (reader.at() === '=' || reader.at() === '!') throw new UnsupportedPattern('look-around');
  let name = '';
  for (let next = reader.read(); next !== '>'; next = reader.read()) name += next;
  if (!/^[A-Za-z][A-Za-z0-9]*$/.test(name) || reader.groupNames.has(name)) throw new InvalidPattern();
  const open = translateCapturing(reader);
  reader.groupNames.set(name, reader.groupCount);
  return open;
}

/** Switches flags; returns the character that ends them. */
function readFlags(reader: PatternReader): ':' | ')' {
  let isOn = true;
  for (;;) {
    const letter = reader.read();
    const name = flagNames[letter];
    if (letter === ':' || letter === ')') return letter;
    if (letter === '-' && isOn) isOn = false;
    else if (name !== undefined) reader.flags = { ...reader.flags, [name]: isOn };
    else if (letter === 'U' || letter === 'c') throw new UnsupportedPattern(`the flag ${letter}`);
    else throw new InvalidPattern();
  }
}

function readQuantifier(reader: PatternReader): string {
  const sign = reader.peek();
  if (sign !== '?' && sign !== '*' && sign !== '+' && sign !== '{') return '';
  reader.take();
  const quantifier = sign === '{' ? readCount(reader) : sign;
  if (reader.takeIf('+')) throw new UnsupportedPattern('possessive quantifiers');
  return reader.takeIf('?') ? `${quantifier}?` : quantifier;
}

function readCount(reader: PatternReader): string {
  let text = '';
  for (let next = reader.read(); next !== '}'; next = reader.read()) text += next;
  if (reader.flags.hasComments) text = text.trimEnd();
  const [, low = '', comma, high = ''] = /^(\d+)(,)?(\d*)$/.exec(text) ?? [];
  if (low === '' || (comma === undefined && high !== '')) throw new InvalidPattern();
  if (high !== '' && Number(high) < Number(low)) throw new InvalidPattern();
  if (Math.max(Number(low), Number(high)) > maxRepetitions) {
    throw new UnsupportedPattern(`more than ${maxRepetitions} repetitions`);
  }
  return `{${text}}`;
}
