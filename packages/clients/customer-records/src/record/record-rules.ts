import type { OperationContext } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import type { CheckRecord } from '../backends/backend.ts';
import { type FieldMapping, toFields, toValues } from './map-fields.ts';
import type { NormaliseRules } from './normalise-values.ts';
import { recordInvalidError } from './record-invalid-error.ts';

/** What the process calls fields, in which form values are written, and what a record must be. */
export interface RuleOptions {
  /** Default: both sides use the same names. */
  readonly mapping?: FieldMapping | undefined;
  readonly normalise?: NormaliseRules | undefined;
  /** JSON Schema 2020-12, in the names of the process. */
  readonly schema?: JsonObject | undefined;
}

/** What lies between the process and the backend: names, forms, and what a record must be. */
export interface RecordRules {
  /** @throws RecordError `recordInvalid` */
  readonly toFields: (values: JsonObject) => JsonObject;
  readonly toValues: (fields: JsonObject) => JsonObject;
  /** The backend's name of a field that is named as in the process. */
  readonly findField: (name: string) => string;
  /** @throws RecordError `recordInvalid` */
  readonly check: CheckRecord;
}

/** @throws RecordError `schemaInvalid` */
export async function openRecordRules(
  { mapping, schema, normalise }: RuleOptions,
  context: Pick<OperationContext, 'resources' | 'signal'>,
): Promise<RecordRules> {
  const toProcess = (fields: JsonObject): JsonObject =>
    mapping === undefined ? fields : toValues(fields, mapping);
  const check = schema === undefined ? () => Promise.resolve() : await openCheck(schema, toProcess, context);
  const normaliser = normalise === undefined ? undefined : await openNormaliser(normalise);
  return {
    check,
    toValues: toProcess,
    findField: (name) => mapping?.[name] ?? name,
    toFields: (values) => {
      const normalised = normaliser?.(values) ?? values;
      return mapping === undefined ? normalised : toFields(normalised, mapping);
    },
  };
}

/** The rules of phone numbers are large: they are loaded only by those who normalise. */
async function openNormaliser(rules: NormaliseRules): Promise<(values: JsonObject) => JsonObject> {
  const { normaliseValues } = await import('./normalise-values.ts');
  return (values) => normaliseValues(values, rules);
}

async function openCheck(
  schema: JsonObject,
  toProcess: (fields: JsonObject) => JsonObject,
  context: Pick<OperationContext, 'resources' | 'signal'>,
): Promise<CheckRecord> {
  // ajv is loaded only by those who give a schema.
  const { openValidator } = await import('./validate-record.ts');
  const whole = await openValidator({ schema, context, partial: false });
  const part = await openValidator({ schema, context, partial: true });
  return async (fields, { partial }) => {
    const problems = await (partial ? part : whole)(toProcess(fields));
    if (problems.length > 0) throw recordInvalidError(problems);
  };
}
