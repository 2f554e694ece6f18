import type { JsonValue } from '@jobwright/json';

/** How the texts of a value are hidden. */
export interface MaskedTexts {
  text(text: string): string;
  code(code: string): string;
  key(name: string): string;
}

const MAX_DEPTH = 20;
/** A value may contain the same part many times, and then be much larger than the memory it takes. */
const MAX_PARTS = 200_000;
/** Fields with our codes, or with what a remote system calls a code. */
const CODE_NAMES = new Set(['code', 'failure']);
const CUT = '[cut]';
const UNREADABLE = '[unreadable]';

interface Walk {
  readonly texts: MaskedTexts;
  readonly path: readonly object[];
  /** How many parts of the whole value may still be read. */
  readonly budget: { left: number };
}

/** Never throws, and always ends: getters, proxies and cycles are cut. */
export function maskValue(value: unknown, texts: MaskedTexts): JsonValue {
  return mask(value, { texts, path: [], budget: { left: MAX_PARTS } });
}

function mask(value: unknown, walk: Walk): JsonValue {
  if (typeof value === 'string') return walk.texts.text(value);
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (typeof value !== 'object') return `[${typeof value}]`;
  walk.budget.left -= 1;
  if (walk.path.length > MAX_DEPTH || walk.path.includes(value) || walk.budget.left < 0) return CUT;
  try {
    return maskParts(value, { ...walk, path: [...walk.path, value] });
  } catch {
    return UNREADABLE;
  }
}

function maskParts(value: object, walk: Walk): JsonValue {
  const { texts, budget } = walk;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) {
    const parts: JsonValue[] = [];
    for (let at = 0; at < value.length && budget.left > 0; at += 1, budget.left -= 1) {
      parts.push(mask(value[at], walk));
    }
    return parts.length < value.length ? [...parts, CUT] : parts;
  }
  const names = value instanceof Error ? listErrorParts(value) : Object.keys(value);
  const parts = names.slice(0, Math.max(budget.left, 0)).map((name): [string, JsonValue] => {
    budget.left -= 1;
    const part = readPart(value, name);
    const isCode = CODE_NAMES.has(name) && typeof part === 'string';
    return [texts.key(name), isCode ? texts.code(part) : mask(part, walk)];
  });
  return Object.fromEntries(parts);
}

const listErrorParts = (error: Error): readonly string[] =>
  ['name', 'message', 'code', 'stack', 'cause'].filter((name) => readPart(error, name) !== undefined);

/** A part that cannot be read does not affect the others. */
function readPart(value: object, name: string): unknown {
  try {
    return Reflect.get(value, name);
  } catch {
    return UNREADABLE;
  }
}
