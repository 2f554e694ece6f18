import { endInstance } from './end-instance.ts';
import { type Engine, getNode, getScope } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { waitsForListeners } from './execution-listeners.ts';
import { showLoopOutputs } from './loop-outputs.ts';
import { recordJobEnd, recordLeft } from './history.ts';
import { removeJob } from './release-job.ts';
import { followRuntimeInstructions } from './termination-instructions.ts';
import { reject } from './result.ts';
import { endTransition } from './settle-transition.ts';
import { closeWaits } from './waits.ts';

/** Removes what belongs to an instance: its job, user task, incidents, timers and subscriptions. */
function removeBelongings(engine: Engine, instance: ElementInstance): void {
  const { jobs, userTasks, incidents } = engine.state;
  const job = instance.jobKey === null ? undefined : jobs.get(instance.jobKey);
  if (job) {
    recordJobEnd(engine, job, 'CANCELED');
    removeJob(engine, job);
  }
  if (instance.userTaskKey !== undefined) {
    const key = instance.userTaskKey;
    userTasks.delete(key);
    const gone = `The user task with key '${key}' was canceled`;
    if (engine.transitionListeners.has(key)) endTransition(engine, key, reject('NOT_FOUND', 'CANCEL', gone));
  }
  for (const key of instance.incidentKeys) incidents.delete(key);
  closeWaits(engine, instance);
}

/** Removes an instance from the state, with all that belongs to it. */
export function removeInstance(
  engine: Engine,
  instance: ElementInstance,
  state: 'COMPLETED' | 'TERMINATED',
): void {
  const { elementInstances } = engine.state;
  if (engine.loopOutputs.size > 0) {
    showLoopOutputs(engine, instance);
    engine.loopOutputs.delete(instance.key);
  }
  removeBelongings(engine, instance);
  recordLeft(engine, instance, state);
  elementInstances.delete(instance.key);
  if (engine.state.terminateAfter.size > 0) followRuntimeInstructions(engine, instance);
  const siblings = getScope(engine, instance)?.childKeys;
  if (!siblings) return;
  // What is terminated goes from the last to the first: a search from the front would be square.
  const index = siblings.at(-1) === instance.key ? siblings.length - 1 : siblings.indexOf(instance.key);
  if (index >= 0) siblings.splice(index, 1);
}

/** The instance and all within it, outer before inner; called process instances too unless left out. */
export function collectSubtree(
  { state }: Engine,
  top: ElementInstance,
  { withCalled = true }: { readonly withCalled?: boolean } = {},
): readonly ElementInstance[] {
  const found = [top];
  for (let index = 0; index < found.length; index += 1) {
    const { childKeys = [], calledKey } = found[index] ?? {};
    const keys = withCalled && calledKey !== undefined ? [...childKeys, calledKey] : childKeys;
    for (const key of keys) {
      const child = state.elementInstances.get(key);
      if (child) found.push(child);
    }
  }
  return found;
}

/** Whether a process instance has to wait for its cancel listeners. Cancelled a second time, it does not. */
function waitsForCancel(engine: Engine, instance: ElementInstance): boolean {
  if (instance.phase === 'terminating' || !getNode(engine, instance).listeners?.cancel) return false;
  removeBelongings(engine, instance);
  instance.jobKey = null;
  instance.incidentKeys.length = 0;
  instance.waitingFlowIds.length = 0;
  delete instance.listening;
  instance.phase = 'terminating';
  return waitsForListeners(engine, instance, 'cancel');
}

function endTerminated(engine: Engine, instance: ElementInstance): void {
  removeInstance(engine, instance, 'TERMINATED');
  if (instance.scopeKey === null) endInstance(engine, instance, 'TERMINATED');
}

/** After a cancel listener: the next one, or the end of the process instance. */
export function continueCancel(engine: Engine, instance: ElementInstance): void {
  if (!waitsForListeners(engine, instance, 'cancel')) endTerminated(engine, instance);
}

/** Ends an instance and all within it. Its scope is left alone: the caller decides what happens there. */
export function terminate(engine: Engine, top: ElementInstance): void {
  for (const instance of [...collectSubtree(engine, top)].reverse()) {
    if (instance.scopeKey === null && waitsForCancel(engine, instance)) continue;
    endTerminated(engine, instance);
  }
}

/** Ends everything in a scope, tokens that wait at joins included. */
export function terminateChildren(
  engine: Engine,
  scope: ElementInstance,
  { except }: { readonly except?: ElementInstance } = {},
): void {
  for (const key of [...scope.childKeys]) {
    const child = engine.state.elementInstances.get(key);
    if (child && child !== except) terminate(engine, child);
  }
  scope.waitingFlowIds.length = 0;
}
