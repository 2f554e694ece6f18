import type { OperationContext } from '@jobwright/connector-sdk';
import { openRecordBackend, openRecordRules } from '@jobwright/customer-records';
import type { UpsertInput, UpsertOutput } from './upsert-customer.schema.ts';

/** @throws ConnectorError, RetryableError with the codes of `customerDataErrors` */
export async function upsertCustomer(input: UpsertInput, context: OperationContext): Promise<UpsertOutput> {
  const rules = await openRecordRules(input, context);
  const backend = await openRecordBackend(input, context);
  const answer = await backend.upsert({
    key: input.key,
    values: rules.toFields(input.values),
    sensitive: (input.sensitive ?? []).map(rules.toField),
    check: rules.check,
  });
  return {
    ...answer,
    previous: rules.toValues(answer.previous),
    updated: rules.toValues(answer.updated),
  };
}
