import { toErrorMessage } from '@jobwright/concurrency';
import { isJsonObject, type JsonObject } from '@jobwright/connector-sdk';
import { compileSchema, type Validate } from './compile-schema.ts';
import type { RecordProblem } from './record-problem.ts';

export interface ValidationTask {
  /** As JSON. */
  readonly schema: string;
  /** Undefined: it is only asked whether the schema is one. */
  readonly values: JsonObject | undefined;
}

export type ValidationAnswer =
  | { readonly kind: 'checked'; readonly problems: readonly RecordProblem[] }
  | { readonly kind: 'noSchema'; readonly reason: string };

const MAX_COMPILED = 20;
const compiled = new Map<string, Validate>();

/** Checks a record in a thread of its own, which is ended when it takes too long. */
export function work({ schema, values }: ValidationTask): ValidationAnswer {
  let validate: Validate;
  try {
    validate = compiled.get(schema) ?? compileText(schema);
  } catch (error) {
    return { kind: 'noSchema', reason: toErrorMessage(error) };
  }
  compiled.delete(schema);
  compiled.set(schema, validate);
  const [oldest = ''] = compiled.keys();
  if (compiled.size > MAX_COMPILED) compiled.delete(oldest);
  return { kind: 'checked', problems: values === undefined ? [] : validate(values) };
}

function compileText(text: string): Validate {
  const schema: unknown = JSON.parse(text);
  if (!isJsonObject(schema)) throw new Error('expected an object');
  return compileSchema(schema);
}
