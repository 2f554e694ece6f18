import { createLruCache, toErrorMessage } from '@jobwright/concurrency';
import { isJsonObject, type JsonObject } from '@jobwright/json';
import { compileSchema, type Validate } from './compile-schema.ts';
import type { RecordProblem } from './record-problem.ts';

export interface ValidationTask {
  /** JSON text. */
  readonly schema: string;
  /** Undefined: only the schema is checked. */
  readonly values: JsonObject | undefined;
}

export type ValidationAnswer =
  | { readonly kind: 'checked'; readonly problems: readonly RecordProblem[] }
  | { readonly kind: 'noSchema'; readonly reason: string };

const MAX_COMPILED = 20;
const compiled = createLruCache<Validate>({ maxEntries: MAX_COMPILED });

/** Checks a record. Runs on a worker thread, which is terminated if it takes too long. */
export function work({ schema, values }: ValidationTask): ValidationAnswer {
  let validate: Validate;
  try {
    validate = compiled.getOrCreate(schema, () => compileText(schema));
  } catch (error) {
    return { kind: 'noSchema', reason: toErrorMessage(error) };
  }
  return { kind: 'checked', problems: values === undefined ? [] : validate(values) };
}

function compileText(text: string): Validate {
  const schema: unknown = JSON.parse(text);
  if (!isJsonObject(schema)) throw new Error('expected an object');
  return compileSchema(schema);
}
