import type { z } from 'zod';
import type { JsonObject } from '@jobwright/json';
import type { OperationContext } from './operation-context.ts';
import { parseInput } from './parse-input.ts';

/** What an operation is made of: its input and output schemas, and the function between them. */
export interface OperationSpec<Input extends z.ZodType, Output extends z.ZodType> {
  /** What a modeler reads, e.g. `Send an email`. Default: its name in words. */
  readonly title?: string;
  readonly input: Input;
  /** What the connector answers: types and documentation; the testing kit holds answers against it. */
  readonly output: Output;
  readonly run: (input: z.output<Input>, context: OperationContext) => Promise<z.input<Output>>;
  /**
   * For templates that tell the operation in their inputs: input path to the value that means this operation,
   * e.g. `{ protocol: 'smtp' }`. Without it the task header `operation` tells.
   */
  readonly when?: Readonly<Record<string, string>>;
}

/** An operation as a runtime sees it, its types sealed in. */
export interface Operation {
  readonly title: string | undefined;
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  readonly when: Readonly<Record<string, string>> | undefined;
  /**
   * Validates the variables; what comes back runs the operation on them, once.
   * @throws InputError
   */
  bind(variables: JsonObject): (context: OperationContext) => Promise<unknown>;
}

/**
 * Makes an operation of its schemas and its function; `defineConnector` puts several into one connector.
 * @example
 * import { z } from 'zod';
 *
 * const close = defineOperation({
 *   input: z.object({ account: z.string().meta({ title: 'Account' }) }),
 *   output: z.object({ closed: z.boolean() }),
 *   run: async ({ account }) => ({ closed: account !== '' }),
 * });
 */
export function defineOperation<Input extends z.ZodType, Output extends z.ZodType>(
  spec: OperationSpec<Input, Output>,
): Operation {
  return Object.freeze({
    title: spec.title,
    input: spec.input,
    output: spec.output,
    when: spec.when,
    bind: (variables: JsonObject) => {
      const input = parseInput(spec.input, variables);
      return (context: OperationContext) => spec.run(input, context);
    },
  });
}
