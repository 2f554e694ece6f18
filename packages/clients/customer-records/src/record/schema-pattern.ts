import { RE2JS } from 're2js';

/** What a pattern of a JSON Schema is to the validator. */
export interface SchemaPattern {
  test(text: string): boolean;
  /** The validator takes patterns of one text for one. */
  toString(): string;
}

const MAX_PATTERN_CHARACTERS = 1000;
/** What JavaScript takes for a blank or a line break, where RE2 has those of ASCII. */
const BLANKS =
  '\\t-\\r \\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}';
const ANY = '[^\\n\\r\\x{2028}\\x{2029}]';

const TOKEN = /\\u\{?[0-9A-Fa-f]+\}?|\\(?:[pP]\{[^}]*\}|[^])|\(\?<?[=!]|\[\^?\]?|[\].]|[^]/gu;

/**
 * A pattern of a JSON Schema (ECMA-262) that takes time linear in the text, by RE2.
 * @throws Error that names the pattern, when it is none or needs look-around or a reference back
 */
export function compileSchemaPattern(pattern: string): SchemaPattern {
  if (pattern.length > MAX_PATTERN_CHARACTERS) throw patternError(pattern, 'has more than 1,000 characters');
  const text = translate(pattern);
  try {
    const compiled = RE2JS.compile(text);
    return { test: (input) => compiled.matcher(input).find(), toString: () => text };
  } catch {
    throw patternError(pattern, 'is not a regular expression that can be matched in linear time (RE2)');
  }
}

function translate(pattern: string): string {
  let isInClass = false;
  return pattern.replaceAll(TOKEN, (token) => {
    if (token === '(?=' || token === '(?!' || token === '(?<=' || token === '(?<!') {
      if (!isInClass)
        throw patternError(pattern, 'looks ahead or behind, which cannot be matched in linear time (RE2)');
      return token.replaceAll('[', '\\[');
    }
    if (/^\\(?:[1-9]|k)/.test(token) && !isInClass) {
      throw patternError(pattern, 'refers back to a group, which cannot be matched in linear time (RE2)');
    }
    if (token === '\\s') return isInClass ? BLANKS : `[${BLANKS}]`;
    if (token === '\\S') {
      if (isInClass) throw patternError(pattern, 'has \\S between brackets, which is not supported');
      return `[^${BLANKS}]`;
    }
    if (token === '.' && !isInClass) return ANY;
    if (token.startsWith('\\u')) return writeCodePoint(token);
    if (token.startsWith('[') && !isInClass) {
      isInClass = !token.endsWith(']');
      return token === '[]' ? '[^\\x{0}-\\x{10FFFF}]' : token === '[^]' ? '[\\x{0}-\\x{10FFFF}]' : token;
    }
    if (token.startsWith('[')) {
      if (token.endsWith(']')) isInClass = false;
      return `\\${token}`;
    }
    if (token === ']') isInClass = false;
    if (token === '\\/' || token === '\\-') return token === '\\-' ? '\\-' : '/';
    return token.replace(/^\\([pP])\{(?:Script|sc|General_Category|gc)=/, '\\$1{');
  });
}

const writeCodePoint = (token: string): string => `\\x{${token.replaceAll(/[^0-9A-Fa-f]/g, '')}}`;

const patternError = (pattern: string, reason: string): Error =>
  new Error(`the pattern ${pattern.slice(0, 100)} ${reason}`);
