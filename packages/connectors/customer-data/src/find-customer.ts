import type { OperationContext } from '@jobwright/connector-sdk';
import { openRecordBackend, openRecordRules, toReadFields } from '@jobwright/customer-records';
import type { FindInput, FindOutput } from './find-customer.schema.ts';

/** @throws ConnectorError, RetryableError with the codes of `customerDataErrors` */
export async function findCustomer(input: FindInput, context: OperationContext): Promise<FindOutput> {
  const rules = await openRecordRules(input, context);
  const backend = await openRecordBackend(input, context);
  const found = await backend.find({
    field: rules.toField(input.field),
    value: input.value,
    fields: toReadFields(input),
  });
  if (found === undefined) return { found: false, key: null, version: null, record: null };
  return { found: true, key: found.key, version: found.version, record: rules.toValues(found.fields) };
}
