import type { OperationContext } from '@jobwright/connector-sdk';
import { listReadFields } from '@jobwright/customer-records';
import type { GetCustomerInput, GetCustomerOutput } from './get-customer.schema.ts';
import { useCustomers } from './use-customers.ts';

/**
 * Reads a customer.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`; InputError
 */
export const getCustomer = (input: GetCustomerInput, context: OperationContext): Promise<GetCustomerOutput> =>
  useCustomers(input, context, async ({ backend, rules }) => {
    const { key, version, fields } = await backend.get({ key: input.key, fields: listReadFields(input) });
    return { key, version, record: rules.toValues(fields) };
  });
