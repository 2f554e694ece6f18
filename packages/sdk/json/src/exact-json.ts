import { LosslessNumber, parse, stringify } from 'lossless-json';
import { isSameNumber, isTextOfNumber, toExactNumber, toProcessNumber } from './exact-number.ts';
import { isJsonObject, type JsonValue, parseJson, stringifyJson } from './json.ts';

/** JSON with every digit of its numbers, as the system has them that holds it. */
export type ExactJson =
  | null
  | boolean
  | number
  | bigint
  | string
  | LosslessNumber
  | readonly ExactJson[]
  | { readonly [name: string]: ExactJson };

/** JSON in which numbers that an engine cannot represent are texts, with the paths where they were. */
export interface ExactDocument {
  /** As a process can hold it: a number whose digits an engine would not keep is a text. */
  readonly value: JsonValue;
  /** To be given to {@link stringifyExactJson} with what is written back. */
  readonly exact: ExactJson;
}

/** What may be a number that JavaScript writes otherwise. Texts may look so too, and do no harm. */
const MAY_DIFFER = /\d[\d.]{15,}|\d[eE]|\.\d*0(?!\d)|-0(?![\d.])/;

/**
 * Parses JSON of another system so that the digits of its numbers survive a process. Whole numbers of 64 bits
 * are `bigint` where a number cannot hold them; all other numbers that would lose digits are texts.
 * @throws SyntaxError when the text is not JSON
 */
export function parseExactJson(text: string): ExactDocument {
  if (!MAY_DIFFER.test(text)) {
    const value = parseJson(text);
    return { value, exact: value };
  }
  try {
    const exact = parseWithDigits(text);
    return { value: toProcessJson(exact), exact };
  } catch (error) {
    if (error instanceof RangeError) throw new SyntaxError('JSON is nested too deep', { cause: error });
    throw error;
  }
}

/**
 * Writes JSON for a system that holds `stored`. A text of digits that stands where a number was is a number
 * again, also elsewhere in the same list, and a number that has not changed is written as it was.
 */
export function stringifyExactJson(value: JsonValue, stored: ExactJson | undefined): string {
  if (stored === undefined) return stringifyJson(value);
  const text = stringify(restoreNumbers(value, stored, NONE));
  return text ?? 'null';
}

/** A member, or an item by its index; `undefined` when there is none. */
export function exactMember(value: ExactJson | undefined, name: string): ExactJson | undefined {
  if (value === undefined || value === null || typeof value !== 'object') return undefined;
  if (value instanceof LosslessNumber || !Object.hasOwn(value, name)) return undefined;
  const member: unknown = Reflect.get(value, name);
  return isExact(member) ? member : undefined;
}

function parseWithDigits(text: string): ExactJson {
  const parsed = parse(text, null, {
    parseNumber: toExactNumber,
    onDuplicateKey: ({ newValue }) => newValue,
  });
  if (isExact(parsed)) return parsed;
  throw new SyntaxError('Expected JSON, got nothing');
}

// What the parser returns is JSON by construction; the guard states it to the type checker without a walk.
const isExact = (value: unknown): value is ExactJson => value !== undefined;

function toProcessJson(exact: ExactJson): JsonValue {
  if (exact instanceof LosslessNumber) return toProcessNumber(exact.value);
  if (isList(exact)) return exact.map(toProcessJson);
  if (exact === null || typeof exact !== 'object') return exact;
  return Object.fromEntries(Object.entries(exact).map(([name, member]) => [name, toProcessJson(member)]));
}

const isList = (value: ExactJson | undefined): value is readonly ExactJson[] => Array.isArray(value);

const NONE: ReadonlySet<string> = new Set();

/** The texts that stand for numbers of a list, but those that are texts in it too. */
function listNumbers(stored: ExactJson | undefined): ReadonlySet<string> {
  const numbers = new Set<string>();
  const texts = new Set<string>();
  const visit = (value: ExactJson): void => {
    if (typeof value === 'string') texts.add(value);
    else if (value instanceof LosslessNumber) numbers.add(value.value);
    else if (isList(value)) value.forEach(visit);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(visit);
  };
  if (isList(stored)) visit(stored);
  return new Set([...numbers].filter((text) => isTextOfNumber(text) && !texts.has(text)));
}

function restoreNumbers(
  value: JsonValue,
  stored: ExactJson | undefined,
  numbers: ReadonlySet<string>,
): ExactJson {
  if (typeof value === 'string') {
    const wasNumber = isNumber(stored) && isTextOfNumber(value);
    return wasNumber || numbers.has(value) ? new LosslessNumber(value) : value;
  }
  if (typeof value === 'number' || typeof value === 'bigint') {
    return stored instanceof LosslessNumber && isSameNumber(stored.value, String(value)) ? stored : value;
  }
  if (Array.isArray(value)) {
    const items: readonly JsonValue[] = value;
    const numbers = listNumbers(stored);
    return items.map((item, index) => restoreNumbers(item, exactMember(stored, String(index)), numbers));
  }
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      restoreNumbers(member, isList(stored) ? undefined : exactMember(stored, name), numbers),
    ]),
  );
}

const isNumber = (value: ExactJson | undefined): boolean =>
  typeof value === 'number' || typeof value === 'bigint' || value instanceof LosslessNumber;
