import { FeelError } from './feel-error.ts';
import type { Run } from './run.ts';
import { toPlainValue } from './values/to-plain-value.ts';
import { FunctionValue } from './values/values.ts';

/**
 * A function the host adds to the language. Parameters are matched by position or by name; missing ones are
 * `undefined`.
 */
export interface FeelFunction {
  readonly parameters: readonly string[];
  readonly call: (...args: readonly unknown[]) => unknown;
}

/** Thrown by a host function for an argument that it cannot accept. */
export class WrongArgument extends Error {
  readonly parameter: string;

  /** @param problem what follows the names of parameter and function */
  constructor(parameter: string, problem: string) {
    super(problem);
    this.parameter = parameter;
  }
}

/** Wraps what a host function threw, as its cause. */
export class HostFunctionFailure extends Error {}

/** A host function as the evaluator calls it: its arguments are plain JSON, and errors keep their names. */
export function toFunctionValue(name: string, { parameters, call }: FeelFunction): FunctionValue {
  return new FunctionValue([...parameters], (run: Run, args) => {
    const plain = args.map((arg) => (arg === undefined ? undefined : toPlainValue(run, arg)));
    try {
      return call(...plain) ?? null;
    } catch (cause) {
      if (cause instanceof WrongArgument) {
        const { parameter, message } = cause;
        throw new FeelError('evaluation', `Parameter '${parameter}' of function '${name}' ${message}`);
      }
      throw new HostFunctionFailure(name, { cause });
    }
  });
}
