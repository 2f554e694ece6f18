import type { OperationContext } from '@jobwright/connector-sdk';
import type { UpsertCustomerInput, UpsertCustomerOutput } from './upsert-customer.schema.ts';
import { useCustomers } from './use-customers.ts';

/**
 * Changes a customer, or creates it.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`; InputError
 */
export const upsertCustomer = (
  input: UpsertCustomerInput,
  context: OperationContext,
): Promise<UpsertCustomerOutput> =>
  useCustomers(input, context, async ({ backend, rules }) => {
    const answer = await backend.upsert({
      key: input.key,
      values: rules.toFields(input.values),
      sensitive: (input.sensitive ?? []).map(rules.findField),
      check: rules.check,
    });
    return {
      ...answer,
      previous: rules.toValues(answer.previous),
      updated: rules.toValues(answer.updated),
    };
  });
