import { defineEndableWork, defineResource, describeExcess, toErrorMessage } from '@jobwright/concurrency';
import type { OperationContext } from '@jobwright/connector-sdk';
import { type JsonObject, stringifyJson } from '@jobwright/json';
import { compileSchema, type Validate } from './compile-schema.ts';
import { findInlineLimit } from './find-inline-limit.ts';
import { RecordError } from '../record-failure.ts';
import type { RecordProblem } from './record-problem.ts';
import type { ValidationTask, work } from './validate-record-work.ts';

const MAX_COMPILED = 100;
/** A record that takes longer is no record any more. */
const MAX_WORK_MS = 2000;

const compiledSchemas = defineResource<JsonObject, Validate>({
  toKey: stringifyJson,
  open: (schema) => {
    try {
      return compileSchema(schema);
    } catch (error) {
      throw schemaInvalidError(toErrorMessage(error));
    }
  },
  close: () => undefined,
  maxOpen: MAX_COMPILED,
});

const validation = defineEndableWork<typeof work>({
  module: 'validate-record-work',
  besideUrl: import.meta.url,
});

type ValidationContext = Pick<OperationContext, 'resources' | 'signal'>;

interface ValidateOptions {
  readonly schema: JsonObject;
  readonly context: ValidationContext;
  /** Values that stay as they are are left out, so that none is required at the top. */
  readonly partial: boolean;
}

/**
 * A validator for a JSON Schema (2020-12). What is sure to be short is checked at once, all else in a thread
 * that is ended after 2 seconds.
 * @throws RecordError `schemaInvalid` when it is not a schema, `checkTooLarge`
 */
export async function openValidator({
  schema: whole,
  context,
  partial,
}: ValidateOptions): Promise<(values: JsonObject) => Promise<readonly RecordProblem[]>> {
  const schema = partial ? withoutRequired(whole) : whole;
  const schemaText = stringifyJson(schema);
  const inlineCharacters = findInlineLimit(schema, schemaText);
  const validate = (values: JsonObject): Promise<readonly RecordProblem[]> =>
    compiledSchemas.use(context.resources, schema, (check) => Promise.resolve(check(values)));
  const validateOnThread = (values: JsonObject | undefined): Promise<readonly RecordProblem[]> =>
    runOnThread({ schema: schemaText, values }, context);
  if (inlineCharacters === 0) await validateOnThread(undefined);
  else await compiledSchemas.use(context.resources, schema, () => Promise.resolve());
  return (values) =>
    stringifyJson(values).length <= inlineCharacters ? validate(values) : validateOnThread(values);
}

async function runOnThread(
  task: ValidationTask,
  { resources, signal }: ValidationContext,
): Promise<readonly RecordProblem[]> {
  const result = await validation.run(resources, task, { signal, maxMs: MAX_WORK_MS });
  if (result.kind === 'done') {
    if (result.output.kind === 'noSchema') throw schemaInvalidError(result.output.reason);
    return result.output.problems;
  }
  const took = describeExcess(result, { maxMs: MAX_WORK_MS });
  throw new RecordError({
    failure: { kind: 'checkTooLarge', limit: result.limit },
    message: `Checking the record took ${took}: make schema or record simpler`,
  });
}

const schemaInvalidError = (reason: string): RecordError =>
  new RecordError({
    failure: { kind: 'schemaInvalid' },
    message: `Not a JSON Schema (2020-12): ${reason.slice(0, 300)}`,
  });

const OF_WHOLE_RECORDS = ['required', 'dependentRequired', 'minProperties'];

const withoutRequired = (schema: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(schema).filter(([name]) => !OF_WHOLE_RECORDS.includes(name)));
