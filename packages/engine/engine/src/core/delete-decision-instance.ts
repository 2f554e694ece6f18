import type { Key, Result } from './commands.ts';
import type { Engine } from './engine.ts';
import { reject, succeed } from './result.ts';

/** Forgets what the evaluation of a decision gave. */
export function deleteDecisionInstance(
  { state: { evaluations, histories } }: Engine,
  evaluationKey: Key,
): Result<void> {
  if (evaluations.delete(evaluationKey)) return succeed(undefined);
  for (const { decisions = [] } of histories.values()) {
    const index = decisions.findIndex((decision) => decision.evaluationKey === evaluationKey);
    if (index < 0) continue;
    decisions.splice(index, 1);
    return succeed(undefined);
  }
  return reject(
    'NOT_FOUND',
    'DELETE',
    `Expected to delete decision instance with key '${evaluationKey}', but no such decision instance was found`,
  );
}
