import { ConnectorError, type OperationContext } from '@jobwright/connector-sdk';
import { lockCustomer, writeCustomer } from './customer-row.ts';
import { toFingerprint } from './fingerprint.ts';
import { runOnce } from './inbox.ts';
import { runInTransaction, type SqlSession } from './postgres-client.ts';
import { type UpdateInput, type UpdateOutput, updateOutput } from './update.schema.ts';

const answerToStore = updateOutput.omit({ replayed: true });

/**
 * Updates one customer. Inbox record, row lock, version check, update and answer are one transaction; a second
 * delivery of the same job gets the stored answer.
 * @throws ConnectorError, RetryableError with the codes of `customerDataErrors`
 */
export async function updateCustomer(input: UpdateInput, context: OperationContext): Promise<UpdateOutput> {
  const { connection, ...request } = input;
  const { answer, replayed } = await runInTransaction({
    url: connection.url,
    context,
    work: (session) =>
      runOnce({
        session,
        idempotencyKey: context.idempotencyKey,
        fingerprint: toFingerprint({ operation: 'update', ...request }),
        answer: answerToStore,
        work: () => updateRow(session, input),
      }),
  });
  if (replayed) context.logger.info({ table: input.table }, 'Updated by an earlier delivery of this job');
  return { ...answer, replayed };
}

async function updateRow(session: SqlSession, input: UpdateInput): Promise<Omit<UpdateOutput, 'replayed'>> {
  const current = await lockCustomer(session, input, Object.keys(input.changes));
  if (input.expectedVersion !== undefined && input.expectedVersion !== current.version) {
    throw new ConnectorError({
      code: 'VERSION_CONFLICT',
      message: `Customer ${input.key} has version ${current.version}, expected ${input.expectedVersion}; nothing was changed. Read the customer again and decide anew`,
      variables: {
        key: input.key,
        expectedVersion: input.expectedVersion,
        currentVersion: current.version,
      },
    });
  }
  const { version, columns } = await writeCustomer(session, input, input.changes);
  return { key: input.key, version, previous: current.columns, updated: columns };
}
