import { Big } from 'bigdecimal.js';
import { engineTraits, hasLevel } from '../feel-version.ts';
import { simplify } from '../values/numbers.ts';
import {
  parseDate,
  parseDateTime,
  parseDuration,
  parseTemporal,
  parseTime,
} from '../values/parse-temporal.ts';
import { isDigit } from './characters.ts';
import type { Node } from './node.ts';
import type { Reader } from './reader.ts';

const escapes: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  "'": "'",
  s: ' ',
};

/** A text in quotes after blanks, as it is written. */
export function readQuoted(reader: Reader): string | undefined {
  return reader.tryTo(() => {
    reader.skip();
    const start = reader.position;
    if (reader.at(start) !== '"') return undefined;
    let end = start + 1;
    while (reader.at(end) !== '"') {
      if (reader.at(end) === '\\') end += 1;
      if (end >= reader.text.length) {
        reader.expect('the end of the text');
        return undefined;
      }
      end += 1;
    }
    reader.position = end + 1;
    return reader.text.slice(start + 1, end);
  });
}

export function readText(reader: Reader): Node | undefined {
  const quoted = readQuoted(reader);
  return quoted === undefined ? undefined : { type: 'literal', value: unescapeText(quoted, reader) };
}

function unescapeText(text: string, reader: Reader): string {
  if (!text.includes('\\')) return text;
  if (engineTraits[reader.version].escapes === 'eager')
    return text.replace(/\\([btnfr"'s])/g, (_, name: string) => escapes[name] ?? name);
  return text
    .replace(/(?<!\\)\\([nrtbf'"])/g, (_, name: string) => escapes[name] ?? name)
    .replaceAll('\\\\', '\\');
}

export function readNumber(reader: Reader): Node | undefined {
  return reader.tryTo(() => {
    reader.skip();
    const start = reader.position;
    reader.here('-');
    const whole = skipDigits(reader);
    const fraction = reader.tryTo(() => (reader.here('.') && skipDigits(reader) ? true : undefined));
    if (!whole && !fraction) return undefined;
    reader.number = { start, end: reader.position };
    const value = simplify(Big(reader.text.slice(start, reader.position)));
    return { type: 'literal', value };
  });
}

function skipDigits(reader: Reader): boolean {
  const start = reader.position;
  while (isDigit(reader.at(reader.position))) reader.position += 1;
  return reader.position > start;
}

/** `date("2020-01-01")` and the like, and `@"2020-01-01"`; null where the text is no such value. */
export function readTemporal(reader: Reader): Node | undefined {
  return reader.tryTo(() => {
    const options = { zoneInBrackets: hasLevel(engineTraits[reader.version], 'json') };
    if (reader.take('@', '')) {
      const text = readQuoted(reader);
      return text === undefined ? undefined : { type: 'literal', value: parseTemporal(text, options) };
    }
    const name = reader.takeOne(['duration', 'date and time', 'date', 'time'], '');
    if (!name || !reader.take('(', '')) return undefined;
    const text = readQuoted(reader);
    if (text === undefined || !reader.take(')', '')) return undefined;
    switch (name) {
      case 'duration':
        return { type: 'literal', value: parseDuration(text) };
      case 'date and time':
        return { type: 'literal', value: parseDateTime(text, options) };
      case 'date':
        return { type: 'literal', value: parseDate(text) };
      case 'time':
        return { type: 'literal', value: parseTime(text) };
    }
  });
}
