import type { OperationContext } from '@jobwright/connector-sdk';
import {
  openRecordBackend,
  openRecordRules,
  type OpenOptions,
  type RecordBackend,
  type RecordRules,
  type RuleOptions,
} from '@jobwright/customer-records';
import { mapRecordErrors } from './customer-data-error.ts';

interface Customers {
  readonly backend: RecordBackend;
  readonly rules: RecordRules;
}

/**
 * Works with the customers of the system that the input names.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`; InputError
 */
export const useCustomers = <Answer>(
  input: OpenOptions & RuleOptions,
  context: OperationContext,
  work: (customers: Customers) => Promise<Answer>,
): Promise<Answer> =>
  mapRecordErrors(async () => {
    const rules = await openRecordRules(input, context);
    return work({ backend: await openRecordBackend(input, context), rules });
  });
