import { endInstance } from './end-instance.ts';
import { type Engine, getNode, getScope } from './engine.ts';
import type { ElementInstance } from './engine-state.ts';
import { waitsForListeners } from './execution-listeners.ts';
import { showLoopOutputs } from './loop-outputs.ts';
import { hasTaskListeners } from './global-listeners.ts';
import { recordLeft } from './history.ts';
import { removeChild } from './remove-child.ts';
import { cancelJob } from './release-job.ts';
import { followRuntimeInstructions } from './termination-instructions.ts';
import { cancelTransition } from './settle-transition.ts';
import { cancelTask, findTaskOf } from './task-listeners.ts';
import { endUserTask } from './end-user-task.ts';
import { replaceTokens } from './waiting-tokens.ts';
import { closeWaits } from './waits.ts';

/** Removes what belongs to an instance: its job, user task, incidents, timers and subscriptions. */
function removeBelongings(engine: Engine, instance: ElementInstance): void {
  const { jobs, userTasks, incidents } = engine.state;
  const job = instance.jobKey === null ? undefined : jobs.get(instance.jobKey);
  if (job) cancelJob(engine, job);
  if (instance.userTaskKey !== undefined) {
    const task = userTasks.get(instance.userTaskKey);
    if (task) endUserTask(engine, task, 'CANCELED');
    cancelTransition(engine, instance.userTaskKey);
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
  const scope = getScope(engine, instance);
  if (scope) removeChild(engine, scope, instance.key);
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

function endTerminated(engine: Engine, instance: ElementInstance): void {
  removeInstance(engine, instance, 'TERMINATED');
  if (instance.scopeKey === null) endInstance(engine, instance, 'TERMINATED');
}

/** Whether something in the instance still waits for its listeners. */
const hasRemainders = ({ state }: Engine, { childKeys, calledKey }: ElementInstance): boolean =>
  childKeys.length > 0 || (calledKey !== undefined && state.elementInstances.has(calledKey));

/** Takes everything from an instance that ends later: all but its user task, whose listeners still see it. */
function beginTerminating(engine: Engine, instance: ElementInstance): void {
  const { userTaskKey } = instance;
  delete instance.userTaskKey;
  removeBelongings(engine, instance);
  if (userTaskKey !== undefined) instance.userTaskKey = userTaskKey;
  instance.jobKey = null;
  instance.incidentKeys.length = 0;
  replaceTokens(instance.waitingFlowIds, []);
  delete instance.listening;
  instance.phase = 'terminating';
}

/**
 * Whether an instance ends only after listeners, its own or those of something in it. Ended a second time, it
 * does not wait.
 */
function endsLater(engine: Engine, instance: ElementInstance): boolean {
  if (instance.phase === 'terminating') return false;
  const node = getNode(engine, instance);
  if (hasRemainders(engine, instance)) {
    beginTerminating(engine, instance);
    return true;
  }
  const task = hasTaskListeners(engine.state, node, 'canceling') && findTaskOf(engine, instance);
  if (task) {
    beginTerminating(engine, instance);
    cancelTask(engine, task);
    return true;
  }
  if (!node.listeners?.cancel) return false;
  beginTerminating(engine, instance);
  return waitsForListeners(engine, instance, 'cancel');
}

/**
 * After listeners, or something in the instance, have ended: it ends too, or what waited for that goes on.
 */
export function continueTermination(engine: Engine, instance: ElementInstance): void {
  if (hasRemainders(engine, instance) || findTaskOf(engine, instance)?.task.transition) return;
  if (getNode(engine, instance).listeners?.cancel && waitsForListeners(engine, instance, 'cancel')) return;
  const { scopeKey, callerKey } = instance;
  endTerminated(engine, instance);
  const outerKey = scopeKey ?? callerKey;
  const outer = outerKey === undefined ? undefined : engine.state.elementInstances.get(outerKey);
  if (outer?.phase === 'terminating') engine.work.push({ kind: 'cancel', key: outer.key });
  else if (outer && scopeKey !== null) engine.work.push({ kind: 'release', key: outer.key });
}

/** Lets what is entered go first where something still ends. */
export function holdWhileTerminating(instance: ElementInstance, endingKeys: readonly string[]): void {
  if (endingKeys.length > 0) instance.heldBy = [...endingKeys];
}

export const isHeld = ({ state }: Engine, { heldBy }: ElementInstance): boolean =>
  heldBy?.some((key) => state.elementInstances.has(key)) === true;

/** Enters what waited for the end of others in its scope. */
export function releaseHeld(engine: Engine, scope: ElementInstance): void {
  for (const key of scope.childKeys) {
    const child = engine.state.elementInstances.get(key);
    if (!child?.heldBy || isHeld(engine, child)) continue;
    delete child.heldBy;
    engine.work.push({ kind: 'activate', key });
  }
}

/**
 * Ends an instance and all within it; what has listeners for that, and what is around it, ends after them.
 * Its scope is left alone: the caller decides what happens there.
 */
export function terminate(engine: Engine, top: ElementInstance): void {
  // Ended a second time: what waited for it is let go.
  if (top.phase === 'terminating' && top.scopeKey !== null)
    engine.work.push({ kind: 'release', key: top.scopeKey });
  for (const instance of [...collectSubtree(engine, top)].reverse())
    if (!endsLater(engine, instance)) endTerminated(engine, instance);
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
  replaceTokens(scope.waitingFlowIds, []);
}
