import { isJsonObject, type JsonValue, stringifyJson } from '@jobwright/json';
import type { EngineVariable } from '../engine/engine-variable.ts';
import { writeEngineDate } from './engine-date.ts';
import type { EngineTypes } from './engine-types.ts';
import { JAVA_FORMAT, JSON_FORMAT } from './read-variable.ts';

/** A variable as the engine takes it. Without a type it chooses one by the value. */
export type WrittenVariable = Omit<EngineVariable, 'type'> & { readonly type?: string };

/** How a value gets into the engine. */
export type VariableWriting =
  | { readonly kind: 'variable'; readonly variable: WrittenVariable }
  /** A text that this engine takes only on its own, before the answer. */
  | { readonly kind: 'longText'; readonly text: string };

export interface WriteVariableOptions {
  readonly types: EngineTypes;
  /** The variable that has the name already, as far as the task sees it. */
  readonly known: EngineVariable | undefined;
}

const MAX_INTEGER = 2n ** 31n - 1n;
const MAX_SHORT = 2n ** 15n - 1n;
const MAX_LONG = 2n ** 63n - 1n;
const BASE64 = /^(?:[A-Za-z\d+/]{4})*(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;
/** Java's own collections, which take any JSON of their kind. */
const JAVA_MAP = /^java\.util\.(?:\w*Map|Hashtable)(?:<|$)/;
const JAVA_LIST = /^java\.util\.\w*(?:List|Vector|Stack)(?:<|$)/;

/**
 * Chooses the type of a variable so that nothing is lost and the engine takes it. A variable that is there
 * already keeps its type where the value fits.
 */
export function writeVariable(value: JsonValue, options: WriteVariableOptions): VariableWriting {
  const { types, known } = options;
  if (types.json && known?.type === 'Json') return typed('Json', stringifyJson(value));
  switch (typeof value) {
    case 'boolean':
      return typed('Boolean', value);
    case 'number':
      return Number.isSafeInteger(value) ? writeWhole(BigInt(value), known) : typed('Double', value);
    case 'bigint':
      return writeWhole(value, known);
    case 'string':
      return writeText(value, options);
    default:
      return value === null ? typed('Null', null) : writeStructure(value, options);
  }
}

const typed = (type: string, value: JsonValue): VariableWriting => ({
  kind: 'variable',
  variable: { type, value },
});

const untyped = (value: JsonValue): VariableWriting => ({ kind: 'variable', variable: { value } });

const isWithin = (value: bigint, max: bigint): boolean => value <= max && value >= -max - 1n;

function writeWhole(value: bigint, known: EngineVariable | undefined): VariableWriting {
  const number: JsonValue = Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (known?.type === 'Double' && BigInt(Number(value)) === value) return typed('Double', number);
  // Beyond 64 bits the engine keeps a Java number of any length.
  if (!isWithin(value, MAX_LONG)) return untyped(number);
  if (known?.type === 'Long' || !isWithin(value, MAX_INTEGER)) return typed('Long', number);
  return typed(known?.type === 'Short' && isWithin(value, MAX_SHORT) ? 'Short' : 'Integer', number);
}

function writeText(text: string, { types, known }: WriteVariableOptions): VariableWriting {
  if (known?.type === 'Date') {
    const date = writeEngineDate(text);
    if (date !== undefined) return typed('Date', date);
  }
  if (known?.type === 'Xml' && text.trimStart().startsWith('<')) return typed('Xml', text);
  if (known?.type === 'Bytes' && BASE64.test(text)) return typed('Bytes', text);
  if (text.length <= types.maxTextCharacters && isStorable(text)) return typed('String', text);
  if (!types.json) return { kind: 'longText', text };
  return serialized('java.lang.String', stringifyJson(text));
}

/** Databases refuse this character, and change halves of one. */
const isStorable = (text: string): boolean => !text.includes('\0') && Buffer.from(text).toString() === text;

function writeStructure(
  value: Extract<JsonValue, object>,
  { types, known }: WriteVariableOptions,
): VariableWriting {
  const className = knownCollection(known, isJsonObject(value) ? JAVA_MAP : JAVA_LIST);
  const format = known?.valueInfo?.['serializationDataFormat'];
  // The engine makes a map or list of its own of it.
  if (!types.json || (className !== undefined && format === JAVA_FORMAT)) return untyped(value);
  if (className !== undefined && format === JSON_FORMAT) return serialized(className, stringifyJson(value));
  return typed('Json', stringifyJson(value));
}

function knownCollection(known: EngineVariable | undefined, pattern: RegExp): string | undefined {
  const className = known?.type === 'Object' ? known.valueInfo?.['objectTypeName'] : undefined;
  return typeof className === 'string' && pattern.test(className) ? className : undefined;
}

const serialized = (objectTypeName: string, value: string): VariableWriting => ({
  kind: 'variable',
  variable: {
    type: 'Object',
    value,
    valueInfo: { objectTypeName, serializationDataFormat: JSON_FORMAT },
  },
});
