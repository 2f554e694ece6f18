import { giveUp } from '../feel-error.ts';
import { toInt } from '../values/numbers.ts';
import { Failure, isNumber } from '../values/values.ts';
import { define, type Functions } from './define-function.ts';

/** Functions on texts. Positions count from 1, or from -1 backwards. */
export const textFunctions: Functions = {
  substring: [
    define(['string', 'start position'], (_run, text, start) =>
      typeof text === 'string' && isNumber(start) ? cut(text, toIndex(text, toInt(start))) : undefined,
    ),
    define(['string', 'start position', 'length'], (_run, text, start, length) => {
      if (typeof text !== 'string' || !isNumber(start) || !isNumber(length)) return undefined;
      const index = toIndex(text, toInt(start));
      return cut(text, index, Math.min(index + toInt(length), text.length));
    }),
  ],
  'string length': [define(['string'], (_run, text) => (typeof text === 'string' ? text.length : undefined))],
  'upper case': [defineMapping((text) => text.toUpperCase())],
  'lower case': [defineMapping((text) => text.toLowerCase())],
  trim: [defineMapping(trimControls)],
  'to base64': [
    define(['value'], (run, text) =>
      typeof text === 'string' ? run.text(Buffer.from(text, 'utf8').toString('base64')) : undefined,
    ),
  ],
  'substring before': [
    defineMatching((text, match) => (text.indexOf(match) > 0 ? text.slice(0, text.indexOf(match)) : '')),
  ],
  'substring after': [
    defineMatching((text, match) => {
      const index = text.indexOf(match);
      return index < 0 ? '' : text.slice(index + match.length);
    }),
  ],
  contains: [defineMatching((text, match) => text.includes(match))],
  'starts with': [defineMatching((text, match) => text.startsWith(match))],
  'ends with': [defineMatching((text, match) => text.endsWith(match))],
  uuid: [define([], () => crypto.randomUUID())],
};

export const laterTextFunctions: Functions = {
  'is blank': [
    define(['string'], (_run, text) =>
      typeof text === 'string'
        ? /^[\t-\r\u001c-\u0020\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]*$/.test(text)
        : undefined,
    ),
  ],
};

const base64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}(?:==)?|[A-Za-z\d+/]{3}=?)?$/;

export const base64Functions: Functions = {
  'from base64': [
    define(['value'], (run, text) => {
      if (typeof text !== 'string') return undefined;
      if (!base64.test(text)) return new Failure('the value is not in Base64');
      return run.text(Buffer.from(text, 'base64').toString('utf8'));
    }),
  ],
};

function defineMapping(map: (text: string) => string) {
  return define(['string'], (run, text) => (typeof text === 'string' ? run.text(map(text)) : undefined));
}

function defineMatching(map: (text: string, match: string) => unknown) {
  return define(['string', 'match'], (_run, text, match) =>
    typeof text === 'string' && typeof match === 'string' ? map(text, match) : undefined,
  );
}

function toIndex(text: string, position: number): number {
  return position > 0 ? position - 1 : text.length + position;
}

function cut(text: string, start: number, end: number = text.length): string {
  if (start >= 0 && start <= end && end <= text.length) return text.slice(start, end);
  return giveUp('a position is outside of the text');
}

const BLANK = 0x20;

/** Drops what is not above a blank, as the engine does. */
function trimControls(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && text.charCodeAt(start) <= BLANK) start += 1;
  while (end > start && text.charCodeAt(end - 1) <= BLANK) end -= 1;
  return text.slice(start, end);
}
