/** A function the host adds to the language. Parameters are matched by position or by name; missing ones are `undefined`. */
export interface FeelFunction {
  readonly parameters: readonly string[];
  readonly call: (...args: readonly unknown[]) => unknown;
}

/** A function in the form the evaluator takes: the parameter names travel on the function. */
export type NativeFunction = ((...args: readonly unknown[]) => unknown) & {
  readonly $args: readonly string[];
};

export function toNativeFunction(
  parameters: readonly string[],
  call: (...args: readonly unknown[]) => unknown,
): NativeFunction {
  return Object.assign((...args: readonly unknown[]) => call(...args), { $args: [...parameters] });
}
