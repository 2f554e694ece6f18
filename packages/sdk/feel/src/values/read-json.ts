import { isSafeNumber, parse } from 'lossless-json';

const mayHoldBigIntegers = /\d{16}/;
/** To read digits takes time with their square. */
const maxDigits = 1000;
const number = String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?`;
const scalar = new RegExp(
  String.raw`^[ \t\r\n]*(?:"[^"\\]*(?:\\.[^"\\]*)*"|(?:${number}|true|false|null)(?=[ \t\r\n]|$))`,
);
const container = /^[ \t\r\n]*[[{]/;

/**
 * The first value in a text, as the engine reads JSON: what follows it is not looked at. Whole numbers that a
 * JavaScript number cannot hold are `bigint`. @throws SyntaxError
 */
export function readJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    const first = cutFirst(text);
    if (first === undefined || first.length === text.length) throw error;
    return parseJson(first);
  }
}

function parseJson(text: string): unknown {
  // What this one takes is the same; all else is slower.
  const plain: unknown = JSON.parse(text);
  if (!mayHoldBigIntegers.test(text)) return plain;
  return parse(text, null, { parseNumber: toNumber, onDuplicateKey: ({ newValue }) => newValue });
}

function toNumber(text: string): number | bigint {
  if (!/^-?\d+$/.test(text) || isSafeNumber(text)) return Number(text);
  if (text.length > maxDigits) throw new SyntaxError(`A number has more than ${maxDigits} digits`);
  return BigInt(text);
}

function cutFirst(text: string): string | undefined {
  if (!container.test(text)) return scalar.exec(text)?.[0];
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"') inText = !inText;
    else if (inText) at += character === '\\' ? 1 : 0;
    else if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    if (depth === 0 && (character === ']' || character === '}')) return text.slice(0, at + 1);
  }
  return undefined;
}
