import type { OperationContext } from '@jobwright/connector-sdk';
import type { AnonymiseCustomerInput, AnonymiseCustomerOutput } from './anonymise-customer.schema.ts';
import { useCustomers } from './use-customers.ts';

/**
 * Erases what is personal and keeps the record with its key. What the connector kept of it besides is masked.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`; InputError
 */
export const anonymiseCustomer = (
  input: AnonymiseCustomerInput,
  context: OperationContext,
): Promise<AnonymiseCustomerOutput> =>
  useCustomers(input, context, async ({ backend, rules }) => {
    const replacements = Object.fromEntries(
      Object.entries(input.replacements).map(([name, value]) => [rules.findField(name), value]),
    );
    const answer = await backend.anonymise({ key: input.key, replacements });
    return { ...answer, fields: Object.keys(input.replacements) };
  });
