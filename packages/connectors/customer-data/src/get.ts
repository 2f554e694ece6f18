import type { OperationContext } from '@jobwright/connector-sdk';
import { openBackend } from './backends/open-backend.ts';
import type { GetInput, GetOutput } from './get.schema.ts';
import { openRecordRules } from './record/record-rules.ts';
import { toReadFields } from './record/to-read-fields.ts';

/** @throws ConnectorError, RetryableError with the codes of `customerDataErrors` */
export async function getCustomer(input: GetInput, context: OperationContext): Promise<GetOutput> {
  const rules = await openRecordRules(input, context);
  const backend = await openBackend(input, context);
  const { key, version, fields } = await backend.get({ key: input.key, fields: toReadFields(input) });
  return { key, version, record: rules.toValues(fields) };
}
