import { createFunctionTable } from './builtins/function-table.ts';
import { compileNode } from './compile/compile.ts';
import { inputName } from './compile/logic.ts';
import type { Frame, Scope } from './compile/scope.ts';
import { evaluateToValue } from './evaluate-code.ts';
import type { FeelOptions } from './feel.ts';
import { defaultVersion } from './feel-version.ts';
import { type Grammar, parse } from './grammar/parse.ts';
import { defaultLimits, type FeelLimits } from './limits.ts';
import type { Stopwatch } from './stopwatch.ts';
import { syntaxError } from './syntax-error.ts';
import { FunctionValue } from './values/values.ts';

/** An expression whose value keeps its FEEL type, such as a date, so that other expressions can use it. */
export interface TypedExpression {
  /** The value; `null` where FEEL gives no result. @throws FeelError `evaluation` */
  evaluate(request: {
    /** Plain JSON, and values of other expressions. */
    readonly context: Readonly<Record<string, unknown>>;
    /**
     * One for each name in `functionNames`: values of {@link createFunction}. Anything else is no function.
     */
    readonly functions?: readonly unknown[];
    /** What unary tests test. */
    readonly input?: unknown;
    /** Limits of this evaluation in place of those it was compiled with. */
    readonly limits?: Partial<FeelLimits>;
    /** From where `maxMs` counts. Default: from the beginning of this evaluation. */
    readonly stopwatch?: Stopwatch;
  }): unknown;
}

/** What `compileTyped` compiles. */
export interface TypedExpressionOptions extends Omit<FeelOptions, 'functions' | 'timeText'> {
  /** Default `expression`. */
  readonly grammar?: Grammar;
  /** Functions that each evaluation brings along. Default: none. */
  readonly functionNames?: readonly string[];
}

/**
 * Compiles an expression or unary tests. No sign is dropped: a leading `=` is an error.
 * @throws FeelError `syntax`, with line and column
 */
export function compileTyped(source: string, options: TypedExpressionOptions = {}): TypedExpression {
  const { grammar = 'expression', functionNames = [], version = defaultVersion } = options;
  const { clock = { now: () => Date.now() } } = options;
  const text = source.trim();
  const settings = {
    text,
    limits: { ...defaultLimits, ...options.limits },
    clock,
    timeText: 'broker',
  } as const;
  const code = compileText({ text, grammar, functionNames, version });
  return {
    evaluate({ context, functions = [], input = null, limits, stopwatch }) {
      const outer: Frame = { parent: undefined, values: [...functions] };
      const frame: Frame = grammar === 'expression' ? outer : { parent: outer, values: [input] };
      const runnable = {
        ...settings,
        code,
        stopwatch,
        ...(limits && { limits: { ...settings.limits, ...limits } }),
      };
      return evaluateToValue(runnable, { context, frame });
    },
  };
}

function compileText(
  request: Required<Pick<TypedExpressionOptions, 'grammar' | 'functionNames' | 'version'>> & {
    readonly text: string;
  },
) {
  const { text, grammar, functionNames, version } = request;
  const node = parse({ text, grammar, version, functionNames: [] });
  const functions: Scope = { kind: 'entries', names: functionNames, parent: undefined };
  const scope: Scope =
    grammar === 'expression' ? functions : { kind: 'names', names: [inputName], parent: functions };
  try {
    return compileNode(node, { functions: createFunctionTable(version, new Map()), scope });
  } catch (error) {
    if (error instanceof RangeError) throw syntaxError(text, 0, 'nested too deep');
    throw error;
  }
}

/**
 * A function for `functions` of a {@link TypedExpression}. Its arguments and its result keep their FEEL
 * types.
 */
export function createFunction(
  parameters: readonly string[],
  call: (args: readonly unknown[]) => unknown,
): unknown {
  return new FunctionValue(parameters, (_run, args) => call(args));
}
