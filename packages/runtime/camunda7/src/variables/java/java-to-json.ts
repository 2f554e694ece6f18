import { type JsonValue, toProcessNumber } from '@jobwright/json';
import { type Convert, createBoundedConversion } from './bounded-conversion.ts';
import { createByteReader, type ByteReader } from './byte-reader.ts';
import { JavaStreamError } from './java-stream-error.ts';
import { javaTimeText, momentText } from './java-time-text.ts';
import type { JavaArray, JavaContent, JavaObject, JavaValue } from './java-value.ts';

/** JSON does not take whole numbers of more digits. */
const MAX_DIGITS = 1_000;
/** The time to write a number grows with the square of it. */
const MAX_NUMBER_BYTES = 10_000;

/**
 * Converts values of Java's own classes to JSON: texts, numbers, times, collections and maps. Times become
 * texts as FEEL has them, numbers keep their digits, bytes become Base64. `bytes`: of the stream.
 * @throws JavaStreamError for an object of another class, and for what is too large as JSON
 */
export function javaToJson(value: JavaValue, { bytes }: { readonly bytes: number }): JsonValue {
  return createBoundedConversion(convertValue, { bytes })(value);
}

function convertValue(value: JavaValue, convert: Convert): JsonValue {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null) return value;
  switch (value.kind) {
    case 'enum':
      return value.name;
    case 'array':
      return convertArray(value, convert);
    case 'object':
      return convertObject(value, convert);
    case 'class':
      throw new JavaStreamError('A class is no data');
  }
}

function convertArray({ className, items }: JavaArray, convert: Convert): JsonValue {
  if (className === '[B') return bytesOf(items).toString('base64');
  if (className === '[C') return items.map(String).join('');
  return items.map(convert);
}

const bytesOf = (items: readonly JavaValue[]): Buffer =>
  Buffer.from(items.map((item) => (typeof item === 'number' ? item & 0xff : 0)));

function convertObject(object: JavaObject, convert: Convert): JsonValue {
  const { className, fields } = object;
  const field = (name: string): JavaValue => fields.get(name) ?? null;
  switch (className) {
    case 'java.lang.Boolean':
    case 'java.lang.Byte':
    case 'java.lang.Character':
    case 'java.lang.Double':
    case 'java.lang.Float':
    case 'java.lang.Integer':
    case 'java.lang.Long':
    case 'java.lang.Short':
      return convert(field('value'));
    case 'java.math.BigInteger':
      return wholeNumber(toBigInt(object));
    case 'java.math.BigDecimal':
      return toDecimal(object);
    case 'java.util.UUID':
      return uuidText(field('mostSigBits'), field('leastSigBits'));
    case 'java.util.Date':
      return dateText(writtenBytes(object));
    case 'java.time.Ser':
      return javaTimeText(writtenBytes(object));
    case 'java.util.HashMap':
    case 'java.util.LinkedHashMap':
    case 'java.util.Hashtable':
    case 'java.util.TreeMap':
      return toMap(pairs(contents(object)), convert);
    case 'java.util.ArrayList':
    case 'java.util.LinkedList':
    case 'java.util.ArrayDeque':
    case 'java.util.HashSet':
    case 'java.util.LinkedHashSet':
      return contents(object).map(convert);
    case 'java.util.TreeSet':
      // The first is what it compares with.
      return contents(object).slice(1).map(convert);
    case 'java.util.Vector':
    case 'java.util.Stack':
      return itemsOf(field('elementData'))
        .slice(0, Number(field('elementCount')))
        .map(convert);
    case 'java.util.Arrays$ArrayList':
      return itemsOf(field('a')).map(convert);
    case 'java.util.Collections$EmptyList':
    case 'java.util.Collections$EmptySet':
      return [];
    case 'java.util.Collections$EmptyMap':
      return {};
    case 'java.util.Collections$SingletonList':
    case 'java.util.Collections$SingletonSet':
      return [convert(field('element'))];
    case 'java.util.Collections$SingletonMap':
      return toMap([[field('k'), field('v')]], convert);
    case 'java.util.Collections$UnmodifiableCollection':
    case 'java.util.Collections$UnmodifiableList':
    case 'java.util.Collections$UnmodifiableRandomAccessList':
    case 'java.util.Collections$UnmodifiableSet':
      return convert(field('c'));
    case 'java.util.Collections$UnmodifiableMap':
      return convert(field('m'));
    case 'java.util.CollSer':
      return toImmutable(object, convert);
    default:
      throw new JavaStreamError(`Objects of the class ${className} are not read`);
  }
}

/** What `List.of`, `Set.of` and `Map.of` make. */
function toImmutable(object: JavaObject, convert: Convert): JsonValue {
  const MAP = 3;
  const tag = object.fields.get('tag');
  const items = contents(object);
  return typeof tag === 'number' && (tag & 0xff) === MAP ? toMap(pairs(items), convert) : items.map(convert);
}

const contents = ({ written }: JavaObject): readonly JavaValue[] =>
  written.flatMap((part) => (isContent(part) ? [part.value] : []));

const isContent = (part: Uint8Array | JavaContent): part is JavaContent => !(part instanceof Uint8Array);

function pairs(items: readonly JavaValue[]): readonly (readonly [JavaValue, JavaValue])[] {
  const found: (readonly [JavaValue, JavaValue])[] = [];
  for (let at = 0; at + 1 < items.length; at += 2) found.push([items[at] ?? null, items[at + 1] ?? null]);
  return found;
}

function toMap(entries: readonly (readonly [JavaValue, JavaValue])[], convert: Convert): JsonValue {
  return Object.fromEntries(entries.map(([key, value]) => [keyText(convert(key)), convert(value)]));
}

function keyText(key: JsonValue): string {
  if (typeof key === 'string') return key;
  if (key === null || typeof key === 'object') throw new JavaStreamError('A key that is no text');
  return String(key);
}

const itemsOf = (value: JavaValue): readonly JavaValue[] => {
  if (typeof value === 'object' && value !== null && value.kind === 'array') return value.items;
  throw new JavaStreamError('Expected an array');
};

function toBigInt({ fields }: JavaObject): bigint {
  const bytes = itemsOf(fields.get('magnitude') ?? null);
  if (bytes.length > MAX_NUMBER_BYTES) throw new JavaStreamError('Too many digits');
  const digits = bytesOf(bytes).toString('hex');
  const magnitude = digits === '' ? 0n : BigInt(`0x${digits}`);
  return fields.get('signum') === -1 ? -magnitude : magnitude;
}

function wholeNumber(value: bigint): JsonValue {
  if (value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER) return Number(value);
  const text = String(value);
  return text.length > MAX_DIGITS ? text : value;
}

function toDecimal({ fields }: JavaObject): JsonValue {
  const whole = fields.get('intVal');
  const scale = fields.get('scale');
  if (typeof whole !== 'object' || whole === null || whole.kind !== 'object' || typeof scale !== 'number')
    throw new JavaStreamError('Expected a decimal');
  const unscaled = toBigInt(whole);
  return scale === 0 ? wholeNumber(unscaled) : toProcessNumber(decimalText(String(unscaled), scale));
}

/** Plainly where that is short, like 12.50. */
function decimalText(unscaled: string, scale: number): string {
  const MAX_ZEROS = 30;
  const sign = unscaled.startsWith('-') ? '-' : '';
  const digits = unscaled.slice(sign.length);
  if (scale < 0 || scale > digits.length + MAX_ZEROS) return `${unscaled}e${-scale}`;
  const padded = digits.padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}

function uuidText(...halves: readonly JavaValue[]): string {
  const hex = halves.map(toHex).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function toHex(half: JavaValue): string {
  if (typeof half !== 'number' && typeof half !== 'bigint') throw new JavaStreamError('Expected a number');
  return BigInt.asUintN(64, BigInt(half)).toString(16).padStart(16, '0');
}

function dateText(reader: ByteReader): string {
  const milliseconds = Number(reader.int64());
  const seconds = Math.floor(milliseconds / 1_000);
  return momentText(seconds, (milliseconds - seconds * 1_000) * 1_000_000);
}

/** A reader of what a class wrote itself. */
const writtenBytes = ({ written }: JavaObject): ByteReader =>
  createByteReader(Buffer.concat(written.filter((part) => part instanceof Uint8Array)));
