import type { OperationContext } from '@jobwright/connector-sdk';
import type { UpdateCustomerInput, UpdateCustomerOutput } from './update-customer.schema.ts';
import { useCustomers } from './use-customers.ts';

/**
 * Updates one customer. A second delivery of the same job gets the answer of the first.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`; InputError
 */
export const updateCustomer = (
  input: UpdateCustomerInput,
  context: OperationContext,
): Promise<UpdateCustomerOutput> =>
  useCustomers(input, context, async ({ backend, rules }) => {
    const answer = await backend.update({
      key: input.key,
      changes: rules.toFields(input.changes),
      expectedVersion: input.expectedVersion,
      sensitive: (input.sensitive ?? []).map(rules.findField),
      check: rules.check,
    });
    return {
      ...answer,
      previous: rules.toValues(answer.previous),
      updated: rules.toValues(answer.updated),
    };
  });
