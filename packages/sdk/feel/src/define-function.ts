import { type FeelFunction, WrongArgument } from './feel-function.ts';
import type { SchemaOutput, StandardSchema } from './standard-schema.ts';

type Schemas = Readonly<Record<string, StandardSchema>>;

/** The arguments of a function with schemas: a value per parameter. */
export type SchemaArguments<Parameters extends Schemas> = {
  readonly [Name in keyof Parameters]: SchemaOutput<Parameters[Name]>;
};

/**
 * A function of the host's whose parameters have schemas, in their order. A schema gets plain JSON, or
 * `undefined` where no argument is given; what it makes of it goes to `call`. A message that begins with
 * "must" follows the name of the parameter: `z.string('must be a String')` gives "Parameter 'code' of
 * function 'f' must be a String".
 */
export function defineFunction<Parameters extends Schemas>(definition: {
  readonly parameters: Parameters;
  readonly call: (values: SchemaArguments<Parameters>) => unknown;
}): FeelFunction {
  const { parameters, call } = definition;
  const names = Object.keys(parameters);
  return {
    parameters: names,
    call(...args) {
      const values = Object.fromEntries(
        names.map((name, index) => [name, validate(name, parameters[name], args[index])] as const),
      );
      return isValidated(values, parameters) ? call(values) : null;
    },
  };
}

function validate(name: string, schema: StandardSchema | undefined, value: unknown): unknown {
  const result = schema?.['~standard'].validate(value) ?? { value };
  if (result instanceof Promise) throw new WrongArgument(name, 'has a schema that does not answer at once');
  if (result.issues === undefined) return result.value;
  const message = result.issues[0]?.message ?? 'is not valid';
  throw new WrongArgument(name, message.startsWith('must ') ? message : `is not valid: ${message}`);
}

// Each value is what its schema gave; this tells the type checker so.
function isValidated<Parameters extends Schemas>(
  values: Readonly<Record<string, unknown>>,
  parameters: Parameters,
): values is SchemaArguments<Parameters> {
  return Object.keys(parameters).every((name) => Object.hasOwn(values, name));
}
