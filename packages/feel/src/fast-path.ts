/** Returned where only the full evaluator knows the answer. */
export const notFast = Symbol('not fast');

export type FastPath = (context: Readonly<Record<string, unknown>>) => unknown;

const path = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u;
const plainString = /^"[^"\\]*"$/;
const manyDigits = /^-?[1-9]\d{15,17}$/;
const plainNumber = /^-?\d{1,15}(?:\.\d{1,8})?$/;
const keywords = new Set(
  'null true false if then else for in return some every satisfies and or not between instance of function external'.split(
    ' ',
  ),
);

/** Evaluates names, paths and literals without a parser; `undefined` for any other expression. */
export function toFastPath(text: string): FastPath | undefined {
  const literal = parseLiteral(text);
  if (literal !== undefined) return () => literal;
  if (!path.test(text)) return undefined;
  const names = text.split('.');
  return names.some((name) => keywords.has(name)) ? undefined : (context) => readPath(context, names);
}

function parseLiteral(text: string): string | number | bigint | boolean | null | undefined {
  if (text === 'null') return null;
  if (text === 'true') return true;
  if (text === 'false') return false;
  if (plainString.test(text)) return text.slice(1, -1);
  if (plainNumber.test(text)) return Number(text) + 0;
  // More than a number holds: kept whole, as the engine keeps it.
  if (manyDigits.test(text) && !Number.isSafeInteger(Number(text))) return BigInt(text);
  return undefined;
}

function readPath(context: Readonly<Record<string, unknown>>, names: readonly string[]): unknown {
  let value: unknown = context;
  for (const name of names) {
    if (Array.isArray(value)) return notFast;
    value = readProperty(value, name);
  }
  return value;
}

function readProperty(target: unknown, name: string): unknown {
  if (typeof target !== 'object' || target === null) return null;
  const value: unknown = Object.getOwnPropertyDescriptor(target, name)?.value;
  return typeof value === 'function' ? null : (value ?? null);
}
