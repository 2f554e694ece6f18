import type { ProcessTest } from '@jobwright/process-testing';
import type { ConditionalBehavior } from '../format/test-cases-file.schema.ts';
import { runAction } from './run-action.ts';
import { runAssertion } from './run-assertion.ts';

/**
 * Does the actions one after the other, each when all conditions hold; the last one again and again. An
 * action that fails is tried again when more has happened, and its failure is a warning.
 */
export function addBehavior(
  test: ProcessTest,
  { name, conditions, actions }: ConditionalBehavior,
  warn: (warning: string) => void,
): void {
  let done = 0;
  const behavior = test.when(async () => {
    for (const condition of conditions) await runAssertion(test, condition, { isWaiting: false });
  });
  if (name !== undefined) behavior.as(name);
  behavior.then(async () => {
    const action = actions[Math.min(done, actions.length - 1)];
    if (!action) return;
    try {
      await runAction(test, action);
      done += 1;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      warn(`conditional behavior ${name ?? ''} ${action.type}: ${reason.split('\n', 1)[0] ?? ''}`);
    }
  });
}
