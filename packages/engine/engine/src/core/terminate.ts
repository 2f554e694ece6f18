import { type Engine, getScope } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { removeJob } from './release-job.ts';
import { closeWaits } from './waits.ts';

/** Removes an instance from the state, with its job, incidents, timers and subscriptions. */
export function removeInstance(engine: Engine, instance: ElementInstance): void {
  const { state } = engine;
  const job = instance.jobKey === null ? undefined : state.jobs.get(instance.jobKey);
  if (job) removeJob(engine, job);
  for (const key of instance.incidentKeys) state.incidents.delete(key);
  closeWaits(engine, instance);
  state.elementInstances.delete(instance.key);
  const siblings = getScope(engine, instance)?.childKeys;
  const index = siblings?.indexOf(instance.key) ?? -1;
  if (index >= 0) siblings?.splice(index, 1);
}

/** The instance and all within it, outer before inner. */
export function collectSubtree({ state }: Engine, top: ElementInstance): readonly ElementInstance[] {
  const found = [top];
  for (let index = 0; index < found.length; index += 1) {
    for (const key of found[index]?.childKeys ?? []) {
      const child = state.elementInstances.get(key);
      if (child) found.push(child);
    }
  }
  return found;
}

/** Ends an instance and all within it. Its scope is left alone: the caller decides what happens there. */
export function terminate(engine: Engine, top: ElementInstance): void {
  for (const instance of [...collectSubtree(engine, top)].reverse()) removeInstance(engine, instance);
}
