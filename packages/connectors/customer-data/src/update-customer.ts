import type { OperationContext } from '@jobwright/connector-sdk';
import { openRecordBackend, openRecordRules } from '@jobwright/customer-records';
import type { UpdateInput, UpdateOutput } from './update-customer.schema.ts';

/**
 * Updates one customer. A second delivery of the same job gets the answer of the first.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`
 */
export async function updateCustomer(input: UpdateInput, context: OperationContext): Promise<UpdateOutput> {
  const rules = await openRecordRules(input, context);
  const backend = await openRecordBackend(input, context);
  const answer = await backend.update({
    key: input.key,
    changes: rules.toFields(input.changes),
    expectedVersion: input.expectedVersion,
    sensitive: (input.sensitive ?? []).map(rules.toField),
    check: rules.check,
  });
  return {
    ...answer,
    previous: rules.toValues(answer.previous),
    updated: rules.toValues(answer.updated),
  };
}
