import {
  defineResource,
  InputError,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type OperationContext,
  stringifyJson,
} from '@jobwright/connector-sdk';
import { Ajv2020, type ValidateFunction } from '#ajv';
import addFormats from '#ajv-formats';
import type { RecordProblem } from './record-problems.ts';

const MAX_COMPILED = 100;

/** Gives what is wrong with a record; nothing when it is right. */
type Validate = (values: JsonObject) => readonly RecordProblem[];

const compiledSchemas = defineResource<JsonObject, Validate>({
  toKey: stringifyJson,
  open: compile,
  close: () => undefined,
  maxOpen: MAX_COMPILED,
});

interface ValidateOptions {
  readonly schema: JsonObject;
  readonly context: Pick<OperationContext, 'resources'>;
  /** Values that stay as they are are left out, so that none is required at the top. */
  readonly partial: boolean;
}

/**
 * A validator for a JSON Schema (2020-12), compiled once per worker. References lead into the schema itself only.
 * @throws InputError when it is no schema
 */
export function openValidator({ schema, context, partial }: ValidateOptions): Promise<Validate> {
  return compiledSchemas.use(context.resources, partial ? withoutRequired(schema) : schema, (validate) =>
    Promise.resolve(validate),
  );
}

const OF_WHOLE_RECORDS = ['required', 'dependentRequired', 'minProperties'];

const withoutRequired = (schema: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => !OF_WHOLE_RECORDS.includes(name)));

function compile(schema: JsonObject): Validate {
  // One instance for each schema, so that an $id may come again.
  const ajv = new Ajv2020({
    allErrors: true,
    logger: false,
    strictTypes: false,
    strictTuples: false,
    allowUnionTypes: true,
    addUsedSchema: false,
  });
  addFormats.default(ajv);
  let validate: ValidateFunction;
  try {
    validate = ajv.compile(schema);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError([
      { path: 'schema', message: `Not a JSON Schema (2020-12): ${reason.slice(0, 300)}` },
    ]);
  }
  return (values) => {
    if (validate(withoutBigIntegers(values))) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => ({
      path: instancePath === '' ? 'the record' : instancePath.slice(1).replaceAll('/', '.'),
      message: `${message ?? 'is wrong'}${typeof params['additionalProperty'] === 'string' ? `: ${params['additionalProperty']}` : ''}`,
    }));
  };
}

/** The validator knows no bigint; the digits beyond a number's do not matter to a rule. */
function withoutBigIntegers(value: JsonValue): JsonValue {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(withoutBigIntegers);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutBigIntegers(inner)]));
}
