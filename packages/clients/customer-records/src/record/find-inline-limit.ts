import { isJsonObject, type JsonValue } from '@jobwright/json';

const MAX_SCHEMA_CHARACTERS = 10_000;
/** Characters of the schema times those of the record: at most so many comparisons, some ten milliseconds. */
const MAX_CHECKS = 2_000_000;
/** The same of patterns, each part of which costs more. */
const MAX_PATTERN_CHECKS = 200_000;

/**
 * Of a schema that is a tree each part sees each value at most once. These make it more than a tree, or
 * compare values with each other.
 */
const MORE_THAN_ONCE: readonly string[] = [
  '$ref',
  '$dynamicRef',
  '$async',
  'uniqueItems',
  'unevaluatedItems',
  'unevaluatedProperties',
];
/** Their expressions are linear; others of the validator's formats are not, or not for sure. */
const LINEAR_FORMATS: readonly JsonValue[] = [
  'date',
  'time',
  'date-time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uuid',
];

/**
 * What a schema costs on the thread of all jobs: characters of a record that it may check there. 0: none, as
 * nothing bounds the time; it belongs into a thread of its own.
 */
export function findInlineLimit(schema: JsonValue, schemaText: string): number {
  if (schemaText.length > MAX_SCHEMA_CHARACTERS) return 0;
  const patterns = sumPatterns(schema);
  return Math.floor(
    Math.min(MAX_CHECKS / schemaText.length, patterns === 0 ? Infinity : MAX_PATTERN_CHECKS / patterns),
  );
}

/**
 * How long all patterns are when they are written without repetitions; `Infinity` when something else is not
 * to be bounded.
 */
function sumPatterns(schema: JsonValue): number {
  if (Array.isArray(schema)) {
    const items: readonly JsonValue[] = schema;
    return items.reduce<number>((sum, item) => sum + sumPatterns(item), 0);
  }
  if (!isJsonObject(schema)) return 0;
  let sum = 0;
  for (const [name, value] of Object.entries(schema)) {
    if (MORE_THAN_ONCE.includes(name)) return Infinity;
    if (name === 'format' && !LINEAR_FORMATS.includes(value)) return Infinity;
    if (name === 'pattern' && typeof value === 'string') sum += measurePattern(value);
    if (name === 'patternProperties' && isJsonObject(value)) {
      for (const pattern of Object.keys(value)) sum += measurePattern(pattern);
    }
    sum += sumPatterns(value);
  }
  return sum;
}

/** Repetitions may stand in each other, so they multiply. */
function measurePattern(pattern: string): number {
  const counts = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?\}/g)];
  return counts.reduce(
    (size, [, from = '1', to = '']) => size * Math.max(Number(from), Number(to), 1),
    pattern.length,
  );
}
