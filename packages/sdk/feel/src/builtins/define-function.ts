import type { Run } from '../run.ts';
import { toText } from '../values/to-text.ts';
import { Failure, FunctionValue } from '../values/values.ts';

/** The overloads of each function, in the order they are tried. */
export type Functions = Readonly<Record<string, readonly FunctionValue[]>>;

/** Steps of a call, lists and texts aside. */
const callCost = 4;
export const decimalCallCost = 16;

/** A built-in function; `undefined` from `call` means that the arguments are not of its kinds. */
export function define(
  parameters: readonly string[],
  call: (run: Run, ...args: readonly unknown[]) => unknown,
  options: { readonly takesMany?: boolean; readonly cost?: number } = {},
): FunctionValue {
  const { cost = callCost } = options;
  return new FunctionValue(
    parameters,
    (run, args) => {
      run.spend(cost);
      for (const arg of args) if (typeof arg === 'string') run.spendOnText(arg.length);
      const result = call(run, ...args);
      return result === undefined ? illegalArguments(args) : result;
    },
    options.takesMany === true,
  );
}

function illegalArguments(args: readonly unknown[]): Failure {
  return new Failure(() => `Illegal arguments: ${args.map((arg) => `'${toText(arg)}'`).join(', ')}`);
}
