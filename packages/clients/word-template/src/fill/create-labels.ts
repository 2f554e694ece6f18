import type { ListLevel, Numbering, NumberFormat, NumberingLevel } from '../model.ts';
import { replaceSymbols } from '../read/symbols.ts';

/** The number or bullet in front of a paragraph. */
export interface Label {
  readonly text: string;
  readonly isBullet: boolean;
  readonly suffix: NumberingLevel['suffix'];
}

/** Gives the next label of a level; `undefined` for a paragraph without one. */
export type Labels = (list: ListLevel | undefined) => Label | undefined;

/**
 * Counts the paragraphs of numberings (ECMA-376 Part 1, 17.9). Instances of one abstract numbering count on.
 */
export function createLabels(numberings: ReadonlyMap<string, Numbering>): Labels {
  const counts = new Map<string, (number | undefined)[]>();
  const started = new Set<string>();
  return (list) => {
    const numbering = numberings.get(list?.numbering ?? '');
    const level = numbering?.levels[list?.level ?? 0];
    if (list === undefined || numbering === undefined || level === undefined) return undefined;
    const count = counts.get(numbering.abstract) ?? [];
    counts.set(numbering.abstract, count);
    const key = `${list.numbering} ${list.level}`;
    const start = numbering.starts.get(list.level);
    if (start !== undefined && !started.has(key)) count[list.level] = start;
    else count[list.level] = (count[list.level] ?? level.start - 1) + 1;
    started.add(key);
    for (const [index, deeper] of numbering.levels.entries())
      if (index > list.level && restarts(deeper, list.level)) count[index] = undefined;
    const text = writeLabel(numbering, list.level, count);
    if (text === '') return undefined;
    return { text, isBullet: level.format === 'bullet', suffix: level.suffix };
  };
}

/** A level starts again after any level above it, or after the one that it says (17.9.10). */
const restarts = ({ restart }: NumberingLevel, level: number): boolean =>
  restart === undefined || (restart > 0 && level < restart);

function writeLabel({ levels }: Numbering, level: number, count: readonly (number | undefined)[]): string {
  const own = levels[level];
  if (own === undefined) return '';
  if (own.format === 'bullet')
    return own.font === 'Courier New' && own.text === 'o' ? '◦' : replaceSymbols(own.text);
  return own.text.replaceAll(/%([1-9])/g, (_, digit: string) => {
    const index = Number(digit) - 1;
    const of = levels[index];
    if (of === undefined) return '';
    const format = own.isLegal && index !== level ? 'decimal' : of.format;
    return formatNumber(count[index] ?? of.start, format);
  });
}

/** A number as a label writes it (17.18.59). */
function formatNumber(number: number, format: NumberFormat): string {
  switch (format) {
    case 'decimal':
      return String(number);
    case 'decimalZero':
      return String(number).padStart(2, '0');
    case 'lowerLetter':
      return writeLetters(number).toLowerCase();
    case 'upperLetter':
      return writeLetters(number);
    case 'lowerRoman':
      return writeRoman(number).toLowerCase();
    case 'upperRoman':
      return writeRoman(number);
    case 'bullet':
    case 'none':
      return '';
  }
}

const MAX_REPEATED = 30;

/** A to Z, then AA to ZZ, AAA and so on. */
function writeLetters(number: number): string {
  if (number < 1) return String(number);
  const letter = String.fromCharCode(65 + ((number - 1) % 26));
  const times = Math.floor((number - 1) / 26) + 1;
  return times > MAX_REPEATED ? String(number) : letter.repeat(times);
}

const ROMAN = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;
const MAX_ROMAN = 3_999;

function writeRoman(number: number): string {
  if (number < 1 || number > MAX_ROMAN) return String(number);
  let left = number;
  let written = '';
  for (const [value, letters] of ROMAN) {
    for (; left >= value; left -= value) written += letters;
  }
  return written;
}
