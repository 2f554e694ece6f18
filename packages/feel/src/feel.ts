import { evaluateParsed, testParsed, toNativeFunctions } from './evaluate-parsed.ts';
import { type FastPath, notFast, toFastPath } from './fast-path.ts';
import type { FeelFunction } from './feel-function.ts';
import { LruCache } from './lru-cache.ts';
import { type Grammar, type ParsedFeel, parseFeel } from './parse-feel.ts';

export interface FeelOptions {
  readonly functions?: Readonly<Record<string, FeelFunction>>;
}

/** A parsed expression; evaluating it does not parse again where that can be avoided. */
export interface CompiledExpression {
  /** The text without the leading `=`. */
  readonly text: string;
  /** The value as plain JSON (temporals as ISO text); `null` where FEEL has no answer. @throws FeelError `evaluation` */
  evaluate(context: Readonly<Record<string, unknown>>): unknown;
}

interface CheckedText {
  readonly parsed: ParsedFeel;
  readonly fastPath: FastPath | undefined;
}

const maxCachedTexts = 1000;
const maxCachedLength = 10_000;
const checkedTexts = new LruCache<CheckedText>(maxCachedTexts);

/**
 * Parses an expression; a leading `=` and surrounding blanks are dropped.
 * @throws FeelError `syntax`, with line and column
 */
export function compile(expression: string, options: FeelOptions = {}): CompiledExpression {
  const text = toBareText(expression);
  const { parsed, fastPath } = checkText({ text, grammar: 'expression', options });
  const functions = toNativeFunctions(options.functions);
  return {
    text,
    evaluate(context) {
      const value = fastPath ? fastPath(context) : notFast;
      return value === notFast ? evaluateParsed({ parsed, context, functions }) : value;
    },
  };
}

/** `compile(expression).evaluate(context)`. @throws FeelError */
export function evaluate(
  expression: string,
  context: Readonly<Record<string, unknown>>,
  options: FeelOptions = {},
): unknown {
  return compile(expression, options).evaluate(context);
}

/** Whether `input` satisfies the unary tests; a test without an answer is not satisfied. @throws FeelError */
export function unaryTest(
  tests: string,
  input: unknown,
  context: Readonly<Record<string, unknown>>,
): boolean {
  const { parsed } = checkText({ text: toBareText(tests), grammar: 'unary tests', options: {} });
  return testParsed({ parsed, input, context, functions: toNativeFunctions() });
}

function toBareText(expression: string): string {
  const text = expression.trim();
  return text.startsWith('=') ? text.slice(1).trim() : text;
}

function checkText(request: {
  readonly text: string;
  readonly grammar: Grammar;
  readonly options: FeelOptions;
}): CheckedText {
  const { text, grammar, options } = request;
  const check = (): CheckedText => {
    const fastPath = grammar === 'expression' ? toFastPath(text) : undefined;
    const parsed = fastPath
      ? { text, code: text, variables: toFirstName(text), callees: [] }
      : parseFeel({ text, grammar, knownFunctions: toNativeFunctions(options.functions) });
    return { parsed, fastPath };
  };
  if (text.length > maxCachedLength) return check();
  // Function names with blanks are part of the grammar.
  const names = Object.keys(options.functions ?? {}).filter((name) => name.includes(' '));
  return checkedTexts.getOrCreate(JSON.stringify([grammar, text, ...names.sort()]), check);
}

function toFirstName(text: string): readonly string[] {
  return text.split('.').slice(0, 1);
}
