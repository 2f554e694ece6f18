import { isConnectorFailure } from '@jobwright/connector-sdk';
import type { Outcome } from './circuit-breaker.ts';
import type { Permit } from './origin-guard.ts';

/** Works while it holds the permit, and tells by the code of a failure whether the other side is ill. */
export const workWithPermit = <Answer>(
  permit: Permit,
  isUnhealthy: (code: string) => boolean,
  work: () => Promise<Answer>,
): Promise<Answer> =>
  runWithPermit(
    permit,
    (error) => {
      if (!isConnectorFailure(error)) return 'unknown';
      return isUnhealthy(error.code) ? 'unhealthy' : 'healthy';
    },
    work,
  );

/** Works while it holds the permit; `judgeHealth` judges the other side by what `work` throws. */
export async function runWithPermit<Answer>(
  permit: Permit,
  judgeHealth: (error: unknown) => Outcome,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    const answer = await work();
    permit.settle('healthy');
    return answer;
  } catch (error) {
    permit.settle(judgeHealth(error));
    throw error;
  } finally {
    permit.release();
  }
}
