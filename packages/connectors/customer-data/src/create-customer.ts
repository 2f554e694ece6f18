import type { OperationContext } from '@jobwright/connector-sdk';
import { openRecordBackend, openRecordRules } from '@jobwright/customer-records';
import type { CreateInput, CreateOutput } from './create-customer.schema.ts';

/** @throws ConnectorError, RetryableError with the codes of `customerDataErrors` */
export async function createCustomer(input: CreateInput, context: OperationContext): Promise<CreateOutput> {
  const rules = await openRecordRules(input, context);
  const backend = await openRecordBackend(input, context);
  const { key, version, fields, replayed } = await backend.create({
    key: input.key,
    values: rules.toFields(input.values),
    sensitive: (input.sensitive ?? []).map(rules.toField),
    check: rules.check,
  });
  return { key, version, record: rules.toValues(fields), replayed };
}
