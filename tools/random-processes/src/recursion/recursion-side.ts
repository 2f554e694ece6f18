import type { Scope } from '../process-model.ts';
import { type Observation, type Side, sortWaiting, type Step } from '../script.ts';
import { enterElement } from './element.ts';
import { enterProcess } from './scope.ts';
import { type Happening, isToken, type Outcome, type World } from './token.ts';

function toHappening(step: Step): Happening {
  switch (step.kind) {
    case 'complete':
      return { ...step, kind: 'task' };
    case 'error':
      return { kind: 'task', id: step.id, path: step.path, errorCode: step.code };
    case 'signal':
      return { kind: 'signal', id: step.id, path: '' };
    case 'message':
    case 'timer':
      return { kind: step.kind, id: step.id, path: step.path };
  }
}

/**
 * What should come of a process by its meaning alone: no queue and no state but what the recursion itself
 * holds.
 */
export function createRecursionSide({ process }: { readonly process: Scope }): Side {
  let outcome: Outcome = 'over';
  const world: World = {
    completed: [],
    cancelled: [],
    enterElement,
    broadcast: (id) => {
      if (isToken(outcome)) outcome.react({ kind: 'signal', id, path: '' });
    },
  };
  const called = new Set([process.id]);
  return {
    name: 'recursion',
    start() {
      outcome = enterProcess(world, process);
    },
    apply(step) {
      if (!isToken(outcome)) return;
      const next = outcome.react(toHappening(step));
      if (next === undefined) throw new Error(`Nothing waits for ${step.kind} ${step.id}`);
      outcome = next;
    },
    observe(): Observation {
      const waiting = isToken(outcome) ? outcome.waiting() : [];
      const own = (ids: readonly string[]): string[] => ids.filter((id) => !called.has(id)).sort();
      return {
        hasEnded: !isToken(outcome),
        waiting: sortWaiting(waiting),
        active: [],
        completed: own(world.completed),
        cancelled: own(world.cancelled),
      };
    },
  };
}
