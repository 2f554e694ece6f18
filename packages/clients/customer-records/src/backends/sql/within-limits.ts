import type { OperationContext } from '@jobwright/connector-sdk';
import { findGuard, LimitError, type Permit, runWithPermit } from '@jobwright/http-client';
import { RecordError } from '../../record-failure.ts';
import { type DatabaseTarget, nameDatabase, toOrigin } from './database-target.ts';

type Context = Pick<OperationContext, 'network' | 'signal'>;

/**
 * Works with a database when its limits let us: so many transactions a second and at a time, none while it
 * keeps failing.
 * @throws RecordError `databaseUnavailable`; what `work` throws
 */
export async function withinLimits<Answer>(
  target: DatabaseTarget,
  context: Context,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const permit = await findPermit(target, context);
  if (permit === undefined) return work();
  return runWithPermit(permit, assessHealth, work);
}

async function findPermit(target: DatabaseTarget, { network, signal }: Context): Promise<Permit | undefined> {
  try {
    return await findGuard(network, toOrigin(target))?.acquire(signal);
  } catch (error) {
    if (!(error instanceof LimitError)) throw error;
    const database = nameDatabase(target);
    throw new RecordError({
      failure: { kind: 'databaseUnavailable', database, retryAfterMs: error.retryAfterMs },
      message: `Database ${database} was not called: ${error.message}`,
    });
  }
}

/** A database that answers is well, whatever it refuses. */
function assessHealth(error: unknown): 'healthy' | 'unhealthy' | 'unknown' {
  if (!(error instanceof RecordError)) return 'unknown';
  const { failure } = error;
  const isDown =
    failure.kind === 'databaseUnavailable' ||
    (failure.kind === 'statementRefused' && failure.refusal === 'unavailable');
  return isDown ? 'unhealthy' : 'healthy';
}
