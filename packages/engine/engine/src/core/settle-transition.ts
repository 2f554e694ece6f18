import type { OnTransitionEnd } from './transition-end.ts';
import { toErrorMessage } from '@jobwright/concurrency/errors';

import type { Key, Result } from './commands.ts';
import type { Engine } from './engine.ts';
import { reject } from './result.ts';

/**
 * Reports to those who wait that the listeners of a user task have all run, or that one has denied what they
 * were asked.
 */
export function endTransition(
  { transitionListeners, onWarning }: Engine,
  userTaskKey: Key,
  outcome: Result<void>,
): void {
  const listeners = transitionListeners.get(userTaskKey);
  if (!listeners) return;
  transitionListeners.delete(userTaskKey);
  for (const listener of listeners) {
    try {
      listener(outcome);
    } catch (error) {
      onWarning(`A listener of a user task failed: ${toErrorMessage(error)}`);
    }
  }
}

/** Reports that the user task ends before its listeners have all run. */
export function cancelTransition(engine: Engine, userTaskKey: Key): void {
  const reason = `The user task with key '${userTaskKey}' was canceled`;
  endTransition(engine, userTaskKey, reject('NOT_FOUND', 'CANCEL', reason));
}

/** Calls back once when nothing happens to the user task any more: at once when no listener of it runs. */
export function onTransitionEnd(engine: Engine, userTaskKey: Key, listener: OnTransitionEnd): () => void {
  if (!engine.state.userTasks.get(userTaskKey)?.transition) {
    listener({ ok: true, value: undefined });
    return () => undefined;
  }
  const listeners = engine.transitionListeners.get(userTaskKey) ?? new Set();
  engine.transitionListeners.set(userTaskKey, listeners.add(listener));
  return () => listeners.delete(listener);
}
