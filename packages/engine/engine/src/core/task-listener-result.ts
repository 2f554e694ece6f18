import type { Result } from './commands.ts';
import type { SpecialCompletion } from './special-completion.ts';
import type { Engine } from './engine.ts';
import { reject, succeed } from './result.ts';
import { continueTransition, denyTransition, findTaskOf } from './task-listeners.ts';

const DENIABLE = new Set<string | undefined>(['ASSIGNING', 'UPDATING', 'COMPLETING']);

/** Whether the result of a task listener can be applied. */
export function checkTaskResult(
  engine: Engine,
  { job, instance, variables, result }: SpecialCompletion,
): Result<void> {
  const refuse = (reason: string): Result<void> =>
    reject(
      'INVALID_ARGUMENT',
      'COMPLETE',
      `Expected to complete task listener job with key '${job.key}', but ${reason}`,
    );
  if (Object.keys(variables).length > 0)
    return refuse('variables were given: a task listener cannot set variables');
  if (result?.type !== 'userTask') return succeed(undefined);
  const event = job.listenerEventType;
  if (result.denied && !DENIABLE.has(event))
    return refuse(
      `denying is not supported for the event '${event}': it is for [${[...DENIABLE].join(', ')}]`,
    );
  const corrected = Object.keys(result.corrections);
  if (result.denied && corrected.length > 0) return refuse('it is denied and corrected at the same time');
  const transition = findTaskOf(engine, instance)?.task.transition;
  const hasAssignee = transition?.modelAssignee !== undefined && transition.modelAssignee !== '';
  return event === 'CREATING' && hasAssignee && corrected.includes('assignee')
    ? refuse("the model gives the task an assignee: correct it on the event 'ASSIGNING'")
    : succeed(undefined);
}

/** Goes on with the transition of the task, corrected, or ends it. */
export function applyTaskResult(engine: Engine, { instance, result }: SpecialCompletion): void {
  const found = findTaskOf(engine, instance);
  if (!found) return;
  if (result?.type !== 'userTask') return continueTransition(engine, found, {});
  if (result.denied) return denyTransition(engine, found, result.deniedReason);
  continueTransition(engine, found, result.corrections);
}
