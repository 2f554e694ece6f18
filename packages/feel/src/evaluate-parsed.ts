import { evaluate, unaryTest } from 'feelin';
import { FeelError } from './feel-error.ts';
import { type FeelFunction, type NativeFunction, toNativeFunction } from './feel-function.ts';
import type { ParsedFeel } from './parse-feel.ts';
import { textFunctions } from './text-functions.ts';
import { toPlainValue } from './to-plain-value.ts';
import { AssertionFailure, valueFunctions } from './value-functions.ts';

export type NativeFunctions = Readonly<Record<string, NativeFunction>>;

const builtInFunctions: NativeFunctions = { ...textFunctions, ...valueFunctions };
const maxShownText = 80;

class HostFunctionFailure extends Error {}

/** The functions an expression can call beyond the evaluator's own; the host's win. */
export function toNativeFunctions(
  hostFunctions: Readonly<Record<string, FeelFunction>> = {},
): NativeFunctions {
  const host = Object.entries(hostFunctions).map(([name, { parameters, call }]) => {
    const callSafely = (...args: readonly unknown[]): unknown => {
      try {
        return call(...args.map((arg) => (arg === undefined ? undefined : toPlainValue(arg))));
      } catch (cause) {
        throw new HostFunctionFailure(name, { cause });
      }
    };
    return [name, toNativeFunction(parameters, callSafely)] as const;
  });
  return { ...builtInFunctions, ...Object.fromEntries(host) };
}

export function evaluateParsed(options: {
  readonly parsed: ParsedFeel;
  readonly context: Readonly<Record<string, unknown>>;
  readonly functions: NativeFunctions;
}): unknown {
  const { parsed, context, functions } = options;
  return runSafely(parsed.text, () =>
    toPlainValue(evaluate(parsed.code, toScope(parsed, context, functions), 'camunda').value),
  );
}

export function testParsed(options: {
  readonly parsed: ParsedFeel;
  readonly input: unknown;
  readonly context: Readonly<Record<string, unknown>>;
  readonly functions: NativeFunctions;
}): boolean {
  const { parsed, input, context, functions } = options;
  return runSafely(parsed.text, () => {
    const scope = toScope(parsed, context, functions);
    scope['?'] = input;
    return unaryTest(parsed.code, scope, 'camunda').value === true;
  });
}

/**
 * Only what the text names goes in, on an object without prototype: nothing else can be reached, and the evaluator
 * neither reads nor copies the rest. A name that is missing is null, so that it cannot mean a function of the evaluator.
 */
function toScope(
  { variables, callees }: ParsedFeel,
  context: Readonly<Record<string, unknown>>,
  functions: NativeFunctions,
): Record<string, unknown> {
  const scope: Record<string, unknown> = {};
  Object.setPrototypeOf(scope, null);
  for (const name of variables) {
    if (Object.hasOwn(context, name)) scope[name] = context[name] ?? null;
    else if (!callees.includes(name)) scope[name] = null;
  }
  for (const name of callees) {
    if (Object.hasOwn(functions, name)) scope[name] = functions[name];
  }
  return scope;
}

function runSafely<Result>(text: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw toEvaluationError(error, text);
  }
}

/** What the evaluator throws may quote the data, so only causes thrown by the host's own functions are passed on. */
function toEvaluationError(error: unknown, text: string): FeelError {
  if (error instanceof FeelError) return error;
  const shown = text.length > maxShownText ? `${text.slice(0, maxShownText)}...` : text;
  if (error instanceof HostFunctionFailure) {
    return new FeelError('evaluation', `The function ${error.message} failed in the expression ${shown}`, {
      cause: error.cause,
    });
  }
  if (error instanceof AssertionFailure) {
    const reason = text.includes(`"${error.message}"`) ? error.message : 'the condition is not fulfilled';
    return new FeelError('evaluation', `Assertion failed in the expression ${shown}: ${reason}`);
  }
  const reason = error instanceof RangeError ? ': it goes too deep' : '';
  return new FeelError('evaluation', `The expression cannot be evaluated${reason}: ${shown}`);
}
