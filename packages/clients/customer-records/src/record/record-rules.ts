import { loadOnce } from '@jobwright/concurrency';
import type { OperationContext } from '@jobwright/connector-sdk';
import type { JsonObject } from '@jobwright/json';
import type { CheckRecord } from '../backends/backend.ts';
import { type FieldMapping, toFields, toValues } from './map-fields.ts';
import type { NormaliseRules } from './normalise-values.ts';
import { recordInvalidError } from './record-invalid-error.ts';

/** How values of a process become fields of a record. */
export interface RuleOptions {
  /** Value names to field names. Default: both sides use the same names. */
  readonly mapping?: FieldMapping | undefined;
  /** Values to bring into a standard form. Default: none. */
  readonly normalise?: NormaliseRules | undefined;
  /** JSON Schema 2020-12 that every record must match, with the names of the process. Default: no check. */
  readonly schema?: JsonObject | undefined;
}

/** Translates between the values of a process and the fields of a backend, and checks records. */
export interface RecordRules {
  /** Normalises values and renames them. @throws RecordError `recordInvalid` */
  readonly toFields: (values: JsonObject) => JsonObject;
  /** Fields without a name in the process are left out. */
  readonly toValues: (fields: JsonObject) => JsonObject;
  /** The backend's name of a field. */
  readonly findField: (name: string) => string;
  /** Checks fields by the JSON Schema. @throws RecordError `recordInvalid`, `checkTooLarge` */
  readonly check: CheckRecord;
}

/**
 * Prepares the rules for records: mapping, normalisation and JSON Schema. @throws RecordError `schemaInvalid`
 */
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

/** The rules for phone numbers are large: they are loaded only if they are needed. */
const loadNormaliser = loadOnce(() => import('./normalise-values.ts'));
/** With ajv: only if there is a schema. */
const loadValidator = loadOnce(() => import('./validate-record.ts'));

async function openNormaliser(rules: NormaliseRules): Promise<(values: JsonObject) => JsonObject> {
  const { normaliseValues } = await loadNormaliser();
  return (values) => normaliseValues(values, rules);
}

async function openCheck(
  schema: JsonObject,
  toProcess: (fields: JsonObject) => JsonObject,
  context: Pick<OperationContext, 'resources' | 'signal'>,
): Promise<CheckRecord> {
  const { openValidator } = await loadValidator();
  const whole = await openValidator({ schema, context, partial: false });
  const part = await openValidator({ schema, context, partial: true });
  return async (fields, { partial }) => {
    const problems = await (partial ? part : whole)(toProcess(fields));
    if (problems.length > 0) throw recordInvalidError(problems);
  };
}
