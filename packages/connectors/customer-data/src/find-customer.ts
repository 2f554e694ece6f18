import type { OperationContext } from '@jobwright/connector-sdk';
import { listReadFields } from '@jobwright/customer-records';
import type { FindCustomerInput, FindCustomerOutput } from './find-customer.schema.ts';
import { useCustomers } from './use-customers.ts';

/**
 * Looks for the one customer with a value in a unique field.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`; InputError
 */
export const findCustomer = (
  input: FindCustomerInput,
  context: OperationContext,
): Promise<FindCustomerOutput> =>
  useCustomers(input, context, async ({ backend, rules }) => {
    const found = await backend.find({
      field: rules.findField(input.field),
      value: input.value,
      fields: listReadFields(input),
    });
    if (found === undefined) return { found: false, key: null, version: null, record: null };
    return { found: true, key: found.key, version: found.version, record: rules.toValues(found.fields) };
  });
