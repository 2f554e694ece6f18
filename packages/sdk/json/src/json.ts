import { isSafeNumber, parse as parseLossless, stringify as stringifyLossless } from 'lossless-json';

/**
 * JSON as it travels in process variables. Integers beyond 2^53 are `bigint`: an engine's keys and ids keep
 * their digits.
 */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject;
/** A map of JSON values. */
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Whether a value is a map: an object that is not null and not a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a value is a list. */
export function isJsonList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** How JSON text is parsed. */
export interface ParseJsonOptions {
  /**
   * A number that is not whole and beyond the range of a double: `Infinity`, as `JSON.parse` has it, or its
   * text. Default: `infinity`.
   */
  readonly hugeNumbers?: 'infinity' | 'text';
}

const MAY_HOLD_BIG_INTEGER = /\d{16}/;

/** To read digits takes time with their square. */
const MAX_DIGITS = 1000;

/** Looks for one character: a pattern of all digits may need more memory than a long text leaves it. */
const IS_NOT_WHOLE = /[.eE]/;

function toNumber(text: string): number | bigint {
  if (IS_NOT_WHOLE.test(text)) return Number(text);
  if (text.length > MAX_DIGITS) throw new SyntaxError('A whole number in JSON has more than 1,000 digits');
  return isSafeNumber(text) ? Number(text) : BigInt(text);
}

function toFiniteNumber(text: string): number | bigint | string {
  const value = toNumber(text);
  return value === Infinity || value === -Infinity ? text : value;
}

/**
 * Parses JSON text. Integers that a number cannot hold become `bigint`; all else is as `JSON.parse`.
 * @throws SyntaxError when the text is not JSON, or a whole number in it has more than 1,000 digits.
 */
export function parseJson(text: string, { hugeNumbers = 'infinity' }: ParseJsonOptions = {}): JsonValue {
  if (hugeNumbers === 'text') return toJsonValue(parseNumbers(text, toFiniteNumber));
  return toJsonValue(MAY_HOLD_BIG_INTEGER.test(text) ? parseNumbers(text, toNumber) : JSON.parse(text));
}

function parseNumbers(text: string, parseNumber: (text: string) => unknown): unknown {
  try {
    return parseLossless(text, null, { parseNumber, onDuplicateKey: ({ newValue }) => newValue });
  } catch (error) {
    if (error instanceof RangeError) throw new SyntaxError('JSON is nested too deep', { cause: error });
    throw error;
  }
}

/** How JSON text is written. */
export interface StringifyJsonOptions {
  /** Spaces before each level, on lines of their own. Default: 0, all on one line. */
  readonly indent?: number;
}

/**
 * Writes JSON text; `bigint` becomes an integer with all its digits. Values that JSON cannot hold are left
 * out, as `JSON.stringify` does.
 */
export function stringifyJson(value: unknown, { indent = 0 }: StringifyJsonOptions = {}): string {
  try {
    return JSON.stringify(value, null, indent) ?? 'null';
  } catch (error) {
    if (!(error instanceof TypeError) || !error.message.includes('BigInt')) throw error;
    return stringifyLossless(value, null, indent) ?? 'null';
  }
}

// What a JSON parser returns is a JsonValue by construction; the guard states it to the type checker without
// a walk.
const isParsed = (value: unknown): value is JsonValue => value !== undefined;
function toJsonValue(parsed: unknown): JsonValue {
  if (!isParsed(parsed)) throw new SyntaxError('Expected JSON, got nothing');
  return parsed;
}
