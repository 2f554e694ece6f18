import { type CompiledText, compileText } from './compile-feel.ts';
import { dropEqualsSign } from './drop-equals-sign.ts';
import { evaluateCode, type RunnableCode } from './evaluate-code.ts';
import type { FeelFunction } from './feel-function.ts';
import { defaultVersion, type FeelVersion } from './feel-version.ts';
import type { FeelWarning } from './feel-warning.ts';
import type { Grammar } from './grammar/parse.ts';
import type { VariableReference } from './grammar/references.ts';
import { defaultLimits, type FeelLimits } from './limits.ts';
import type { FeelClock, FeelTimeText } from './run.ts';

/** Functions, version, limits and clock of expressions. */
export interface FeelOptions {
  /** Functions of the host. Reuse the object: expressions are cached per object. */
  readonly functions?: Readonly<Record<string, FeelFunction>>;
  /** The broker whose FEEL to follow. Default `8.6`. */
  readonly version?: FeelVersion;
  /** Limits of an evaluation; missing ones have their default. */
  readonly limits?: Partial<FeelLimits>;
  /** The clock for `now` and `today`. Default: the system's clock and zone. */
  readonly clock?: FeelClock;
  /** How results write dates and times. Default `broker`. */
  readonly timeText?: FeelTimeText;
}

/** A value and the warnings of its evaluation. */
export interface FeelResult {
  readonly value: unknown;
  readonly warnings: readonly FeelWarning[];
}

/** A compiled expression: evaluating it parses nothing. */
export interface CompiledExpression {
  /** The text without the leading `=`. */
  readonly text: string;
  /** The variables it may read, with the paths into them. */
  readonly references: readonly VariableReference[];
  /**
   * The value as plain JSON (temporals as ISO text); `null` where FEEL gives no result. @throws FeelError
   * `evaluation`
   */
  evaluate(context: Readonly<Record<string, unknown>>): unknown;
  /**
   * The value, and why parts of the expression gave null. Warnings can quote the data. @throws FeelError
   * `evaluation`
   */
  explain(context: Readonly<Record<string, unknown>>): FeelResult;
}

const noFunctions: Readonly<Record<string, FeelFunction>> = {};
const systemClock: FeelClock = { now: () => Date.now() };

/**
 * Compiles an expression; a leading `=` and surrounding blanks are dropped.
 * @throws FeelError `syntax`, with line and column
 * @example
 * const expression = compile('= if amount > limit then "ask" else "pay"');
 * expression.references; // what it reads
 * expression.evaluate({ amount: 5, limit: 3 }); // 'ask'
 */
export function compile(expression: string, options: FeelOptions = {}): CompiledExpression {
  const runnable = createRunnable(expression, 'expression', options);
  const { text, references } = runnable;
  return {
    text,
    references,
    evaluate: (context) => evaluateCode(runnable, { context }),
    explain(context) {
      const warnings: FeelWarning[] = [];
      return { value: evaluateCode(runnable, { context, warnings }), warnings };
    },
  };
}

/**
 * `compile(expression).evaluate(context)`. @throws FeelError
 * @example
 * const total = evaluate('= sum(items.price)', { items: [{ price: 0.1 }, { price: 0.2 }] }); // 0.3
 */
export function evaluate(
  expression: string,
  context: Readonly<Record<string, unknown>>,
  options: FeelOptions = {},
): unknown {
  return compile(expression, options).evaluate(context);
}

/**
 * Whether `input` satisfies the unary tests; a test without an answer is not satisfied. @throws FeelError
 * @example
 * unaryTest('[1..5], > 100', 3, {}); // true
 */
export function unaryTest(
  tests: string,
  input: unknown,
  context: Readonly<Record<string, unknown>>,
  options: FeelOptions = {},
): boolean {
  const runnable = createRunnable(tests, 'unary tests', options);
  const frame = { parent: undefined, values: [input ?? null] };
  return evaluateCode(runnable, { context, frame }) === true;
}

/**
 * The names of the variables an expression may read; what else the context holds never matters. @throws
 * FeelError `syntax`
 */
export function referencedVariables(expression: string, options: FeelOptions = {}): readonly string[] {
  const { references } = createRunnable(expression, 'expression', options);
  return [...new Set(references.map(({ name }) => name))];
}

function createRunnable(
  expression: string,
  grammar: Grammar,
  options: FeelOptions,
): RunnableCode & Pick<CompiledText, 'references'> {
  const text = grammar === 'expression' ? dropEqualsSign(expression) : expression.trim();
  const { functions = noFunctions, version = defaultVersion } = options;
  const { clock = systemClock, timeText = 'broker' } = options;
  const { code, references } = compileText({ text, grammar, version, functions });
  const limits = options.limits ? { ...defaultLimits, ...options.limits } : defaultLimits;
  return { text, code, references, limits, clock, timeText };
}
