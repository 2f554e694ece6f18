import type { Outcome } from './circuit-breaker.ts';
import type { Permit } from './origin-guard.ts';

/**
 * Runs work with a permit and releases it; `judgeHealth` judges the server by what `work` throws. @throws
 * what `work` throws
 */
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
