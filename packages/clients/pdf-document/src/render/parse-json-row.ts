import Big from 'big.js';

/**
 * The values of a JSON list as texts, numbers with all their digits; `undefined` when it is no list of texts,
 * numbers and nulls.
 */
export function parseJsonRow(line: string): readonly string[] | undefined {
  const row = parse(line);
  if (!Array.isArray(row)) return undefined;
  const values: readonly unknown[] = row;
  if (!values.every((value) => value === null || typeof value === 'string' || typeof value === 'number'))
    return undefined;
  const written = values.some((value) => typeof value === 'number') ? listNumbers(line) : [];
  let number = 0;
  return values.map((value) => {
    if (typeof value !== 'number') return typeof value === 'string' ? value : '';
    number += 1;
    return keepDigits(value, written[number - 1] ?? '');
  });
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The numbers of a valid JSON text as they are written, those within texts left out. */
const listNumbers = (line: string): readonly string[] =>
  [...line.matchAll(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g)].flatMap(([token]) =>
    token.startsWith('"') ? [] : [token],
  );

/** Digits that every number keeps. */
const SAFE_LENGTH = 15;

function keepDigits(value: number, written: string): string {
  const short = String(value);
  if (written.length <= SAFE_LENGTH && Number.isFinite(value)) return short;
  if (!Number.isFinite(value)) return written;
  return new Big(written).eq(short) ? short : written;
}
