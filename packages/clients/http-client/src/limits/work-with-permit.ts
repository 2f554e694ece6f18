import { isConnectorFailure } from '@jobwright/connector-sdk';
import type { Permit } from './origin-guard.ts';

/** Works while it holds the permit, and tells by the code of a failure whether the other side is ill. */
export async function workWithPermit<Answer>(
  permit: Permit,
  isUnhealthy: (code: string) => boolean,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    const answer = await work();
    permit.settle('healthy');
    return answer;
  } catch (error) {
    const isCode = isConnectorFailure(error);
    permit.settle(!isCode ? 'unknown' : isUnhealthy(error.code) ? 'unhealthy' : 'healthy');
    throw error;
  } finally {
    permit.leave();
  }
}
