import type { OperationContext } from '@jobwright/connector-sdk';
import { openRecordBackend, openRecordRules, toReadFields } from '@jobwright/customer-records';
import type { GetInput, GetOutput } from './get-customer.schema.ts';

/** @throws ConnectorError, RetryableError with the codes of `customerDataErrors` */
export async function getCustomer(input: GetInput, context: OperationContext): Promise<GetOutput> {
  const rules = await openRecordRules(input, context);
  const backend = await openRecordBackend(input, context);
  const { key, version, fields } = await backend.get({ key: input.key, fields: toReadFields(input) });
  return { key, version, record: rules.toValues(fields) };
}
