import type { JsonObject, OperationContext } from '@jobwright/connector-sdk';
import type { CheckRecord } from '../backends/backend.ts';
import { toFields, toValues } from './map-fields.ts';
import { normaliseValues } from './normalise-values.ts';
import type { RecordInputs, WriteInputs } from './record-inputs.schema.ts';
import { recordInvalid } from './record-problems.ts';

/** What lies between the process and the backend: names, forms, and what a record must be. */
export interface RecordRules {
  /** @throws ConnectorError `RECORD_INVALID` */
  readonly toFields: (values: JsonObject) => JsonObject;
  readonly toValues: (fields: JsonObject) => JsonObject;
  /** The backend's name of a field that is named as in the process. */
  readonly toField: (name: string) => string;
  /** @throws ConnectorError `RECORD_INVALID` */
  readonly check: CheckRecord;
}

/** @throws InputError when the schema is none */
export async function openRecordRules(
  { mapping, schema, normalise }: RecordInputs & Partial<WriteInputs>,
  context: Pick<OperationContext, 'resources' | 'signal'>,
): Promise<RecordRules> {
  const toProcess = (fields: JsonObject): JsonObject =>
    mapping === undefined ? fields : toValues(fields, mapping);
  const check = schema === undefined ? () => Promise.resolve() : await openCheck(schema, toProcess, context);
  return {
    check,
    toValues: toProcess,
    toField: (name) => mapping?.[name] ?? name,
    toFields: (values) => {
      const normalised = normalise === undefined ? values : normaliseValues(values, normalise);
      return mapping === undefined ? normalised : toFields(normalised, mapping);
    },
  };
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
    if (problems.length > 0) throw recordInvalid(problems);
  };
}
