import {
  compileTyped,
  FeelError,
  type FeelClock,
  type FeelVersion,
  type TypedExpression,
} from '@jobwright/feel';
import { DecisionFailure } from './decision-failure.ts';
import type { WorkBudget } from './work-budget.ts';

/** What expressions see, and the work that they share with others. */
export interface ExpressionScope {
  readonly evaluation: { readonly budget: WorkBudget };
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The compiled expressions of a file. */
export interface Expressions {
  /** The value with its FEEL type. @throws DecisionFailure, or FeelError when a limit is reached */
  evaluate(scope: ExpressionScope, text: string): unknown;
  /** Whether a value satisfies the unary tests of a cell. @throws like `evaluate` */
  isSatisfied(scope: ExpressionScope, tests: string, input: unknown): boolean;
}

export interface ExpressionOptions {
  /** Names that may be functions. */
  readonly functionNames: readonly string[];
  readonly version: FeelVersion;
  readonly clock?: FeelClock | undefined;
  /** For all expressions of an evaluation together. */
  readonly maxMs: number;
}

interface Compiled {
  readonly expression: TypedExpression;
  readonly functionNames: readonly string[];
}

/** Compiles each text on its first use. */
export function createExpressions({ functionNames, version, clock, maxMs }: ExpressionOptions): Expressions {
  const compiled = new Map<string, Compiled>();
  const compileOnce = (text: string, grammar: 'expression' | 'unary tests'): Compiled => {
    const key = `${grammar} ${text}`;
    const known = compiled.get(key);
    if (known) return known;
    const used = functionNames.filter((name) => name !== '' && text.includes(name));
    const expression = compileTyped(text, {
      grammar,
      version,
      functionNames: used,
      limits: { maxMs },
      ...(clock && { clock }),
    });
    const entry = { expression, functionNames: used };
    compiled.set(key, entry);
    return entry;
  };
  const run = (
    { evaluation, variables }: ExpressionScope,
    request: {
      readonly text: string;
      readonly grammar: 'expression' | 'unary tests';
      readonly input?: unknown;
    },
  ): unknown => {
    const { text, grammar, input } = request;
    const { budget } = evaluation;
    budget.check();
    try {
      const entry = compileOnce(text, grammar);
      const functions = entry.functionNames.map((name) =>
        Object.hasOwn(variables, name) ? variables[name] : undefined,
      );
      return entry.expression.evaluate({
        context: variables,
        functions,
        input,
        stopwatch: budget.stopwatch,
      });
    } catch (error) {
      if (!(error instanceof FeelError) || error.limit !== undefined) throw error;
      throw new DecisionFailure(error.message, { cause: error });
    }
  };
  return {
    evaluate: (scope, text) => run(scope, { text, grammar: 'expression' }),
    isSatisfied: (scope, tests, input) =>
      tests === '-' || run(scope, { text: tests, grammar: 'unary tests', input }) === true,
  };
}
