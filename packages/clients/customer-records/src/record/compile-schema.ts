import { isJsonObject, type JsonObject, type JsonValue } from '@jobwright/json';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { RecordProblem } from './record-problem.ts';
import { MAX_LISTED } from './record-invalid-error.ts';
import { compileSchemaPattern } from './schema-pattern.ts';

/** Gives what is wrong with a record, the first of it; nothing when it is right. */
export type Validate = (values: JsonObject) => readonly RecordProblem[];

const regExp = Object.assign(compileSchemaPattern, { code: 'compileSchemaPattern' });

/**
 * A validator for a JSON Schema (2020-12). References lead into the schema itself only. @throws Error when it
 * is no schema
 */
export function compileSchema(schema: JsonObject): Validate {
  // What an asynchronous schema finds nobody would wait for.
  if ('$async' in schema) throw new Error('$async is not supported');
  // One instance for each schema, so that an $id may come again.
  const ajv = new Ajv2020({
    allErrors: true,
    logger: false,
    strictTypes: false,
    strictTuples: false,
    allowUnionTypes: true,
    addUsedSchema: false,
    code: { regExp },
  });
  addFormats.default(ajv);
  const validate = ajv.compile(schema);
  return (values) => {
    if (validate(withoutBigIntegers(values))) return [];
    return (validate.errors ?? []).slice(0, MAX_LISTED).map(({ instancePath, message, params }) => ({
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
