import { type OperationContext, RetryableError } from '@jobwright/connector-sdk';
import { findGuard, LimitError, type Permit, workWithPermit } from '@jobwright/http-client';
import { type DatabaseTarget, toDatabaseName, toOrigin } from './database-target.ts';

type Context = Pick<OperationContext, 'network' | 'signal'>;

/**
 * Works with a database when its limits let us: so many transactions a second and at a time, none while it keeps failing.
 * @throws RetryableError `DATABASE_UNAVAILABLE`; what `work` throws
 */
export async function withinLimits<Answer>(
  target: DatabaseTarget,
  context: Context,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const permit = await findPermit(target, context);
  if (permit === undefined) return work();
  return workWithPermit(permit, (code) => code === 'DATABASE_UNAVAILABLE', work);
}

async function findPermit(target: DatabaseTarget, { network, signal }: Context): Promise<Permit | undefined> {
  try {
    return await findGuard(network, toOrigin(target))?.enter(signal);
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    throw new RetryableError({
      code: 'DATABASE_UNAVAILABLE',
      message: `Database ${toDatabaseName(target)} was left alone: ${error.message}`,
      retryAfterMs: error.retryAfterMs,
    });
  }
}
