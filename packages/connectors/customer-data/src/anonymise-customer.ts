import type { OperationContext } from '@jobwright/connector-sdk';
import { openRecordBackend, openRecordRules } from '@jobwright/customer-records';
import type { AnonymiseInput, AnonymiseOutput } from './anonymise-customer.schema.ts';

/**
 * Erases what is personal and keeps the record with its key. What the connector kept of it besides is masked.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`
 */
export async function anonymiseCustomer(
  input: AnonymiseInput,
  context: OperationContext,
): Promise<AnonymiseOutput> {
  const rules = await openRecordRules(input, context);
  const backend = await openRecordBackend(input, context);
  const replacements = Object.fromEntries(
    Object.entries(input.replacements).map(([name, value]) => [rules.toField(name), value]),
  );
  const answer = await backend.anonymise({ key: input.key, replacements });
  return { ...answer, fields: Object.keys(input.replacements) };
}
