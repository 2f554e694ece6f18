import type { OperationContext } from '@jobwright/connector-sdk';
import { openBackend } from './backends/open-backend.ts';
import type { FindInput, FindOutput } from './find.schema.ts';
import { openRecordRules } from './record/record-rules.ts';
import { toReadFields } from './record/to-read-fields.ts';

/** @throws ConnectorError, RetryableError with the codes of `customerDataErrors` */
export async function findCustomer(input: FindInput, context: OperationContext): Promise<FindOutput> {
  const rules = await openRecordRules(input, context);
  const backend = await openBackend(input, context);
  const found = await backend.find({
    field: rules.toField(input.field),
    value: input.value,
    fields: toReadFields(input),
  });
  if (found === undefined) return { found: false, key: null, version: null, record: null };
  return { found: true, key: found.key, version: found.version, record: rules.toValues(found.fields) };
}
