import type { OperationContext } from '@jobwright/connector-sdk';
import type { CreateCustomerInput, CreateCustomerOutput } from './create-customer.schema.ts';
import { useCustomers } from './use-customers.ts';

/**
 * Creates a customer.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`; InputError
 */
export const createCustomer = (
  input: CreateCustomerInput,
  context: OperationContext,
): Promise<CreateCustomerOutput> =>
  useCustomers(input, context, async ({ backend, rules }) => {
    const { key, version, fields, replayed } = await backend.create({
      key: input.key,
      values: rules.toFields(input.values),
      sensitive: (input.sensitive ?? []).map(rules.findField),
      check: rules.check,
    });
    return { key, version, record: rules.toValues(fields), replayed };
  });
