import type { JsonValue } from '@jobwright/json';
import { JavaStreamError } from './java-stream-error.ts';
import type { JavaValue } from './java-value.ts';

/** @throws JavaStreamError for an object of a class that is not known here */
export type Convert = (value: JavaValue) => JsonValue;

/** Values may refer to one another: few bytes can become very much JSON. Others take at least a byte each. */
const MAX_SHARED_VALUES = 100_000;
const MAX_CHARACTERS = 50_000_000;
const MAX_DEPTH = 500;

/** An object as JSON, and what it adds to the JSON around it wherever it stands. */
interface Converted {
  readonly json: JsonValue;
  readonly values: number;
  readonly characters: number;
  readonly height: number;
}

/**
 * Bounds a conversion by the JSON that it makes, where an object counts each time that something refers to
 * it. It is converted once only. `bytes`: of the stream.
 */
export function createBoundedConversion(
  convertValue: (value: JavaValue, convert: Convert) => JsonValue,
  { bytes }: { readonly bytes: number },
): Convert {
  const maxValues = bytes + MAX_SHARED_VALUES;
  const known = new Map<JavaValue, Converted>();
  let values = 0;
  let characters = 0;
  let depth = 0;
  /** How deep the values go that were converted since the last object began. */
  let deepest = 0;

  const add = (part: Pick<Converted, 'values' | 'characters' | 'height'>): void => {
    values += part.values;
    characters += part.characters;
    if (values > maxValues || characters > MAX_CHARACTERS) throw new JavaStreamError('Too large');
    if (depth + part.height > MAX_DEPTH) throw new JavaStreamError('Nested too deep');
    deepest = Math.max(deepest, depth + part.height);
  };

  const convert: Convert = (value) => {
    const found = isObject(value) ? known.get(value) : undefined;
    if (found !== undefined) {
      add(found);
      return found.json;
    }
    const before = { values, characters, deepest };
    deepest = 0;
    add({ values: 1, characters: 0, height: 1 });
    depth += 1;
    const json = convertValue(value, convert);
    depth -= 1;
    add({ values: 0, characters: countCharacters(json), height: 1 });
    if (isObject(value))
      known.set(value, {
        json,
        values: values - before.values,
        characters: characters - before.characters,
        height: deepest - depth,
      });
    deepest = Math.max(deepest, before.deepest);
    return json;
  };
  return convert;
}

const isObject = (value: JavaValue): value is Extract<JavaValue, object> =>
  typeof value === 'object' && value !== null;

/** Those of a list or a map are counted with its parts. */
function countCharacters(json: JsonValue): number {
  if (typeof json === 'string') return json.length;
  return typeof json === 'bigint' ? String(json).length : 0;
}
