import type { GraphNode } from '../model/graph.ts';
import { createInstance } from './element-instances.ts';
import { type Engine, getExecutable, getNode, getScope } from './engine.ts';
import type { CompensableActivity, ElementInstance } from './engine-state.ts';
import { recordEntered } from './history.ts';
import { removeInstance } from './terminate.ts';

/** Remembers a completed activity that can be undone, or that contains such activities. */
export function noteCompensable(
  engine: Engine,
  scope: ElementInstance,
  { instance, node }: { readonly instance: ElementInstance; readonly node: GraphNode },
): void {
  if (node.boundaryIds.length === 0 && instance.compensable === undefined) return;
  const inner = instance.compensable ?? [];
  const executable = getExecutable(engine, instance);
  const isInner = instance.loopCounter !== undefined;
  const boundaryId = isInner
    ? undefined
    : node.boundaryIds.find((id) => {
        const event = executable.node(id);
        return event.kind === 'boundary' && event.trigger.kind === 'compensation';
      });
  if (boundaryId === undefined && (inner.length === 0 || node.elementType === 'eventSubProcess')) return;
  (scope.compensable ??= []).push({ activityId: node.id, boundaryId: boundaryId ?? null, inner });
}

/** Outer activities before those in them. */
function flatten(activities: readonly CompensableActivity[]): readonly CompensableActivity[] {
  return activities.flatMap((activity) => [activity, ...flatten(activity.inner)]);
}

/**
 * The scopes whose activities a compensation event undoes: its own, and from an event sub-process also the
 * one around that.
 */
function listCompensatedScopes(engine: Engine, scope: ElementInstance): readonly ElementInstance[] {
  const isEventSubProcess = getNode(engine, scope).elementType === 'eventSubProcess';
  const outer = isEventSubProcess ? getScope(engine, scope) : undefined;
  return outer ? [scope, outer] : [scope];
}

/** Takes the activities out of a scope that are to be undone, so that each is undone once. */
function takeCompensable(
  scope: ElementInstance,
  activityId: string | undefined,
): readonly CompensableActivity[] {
  const all = scope.compensable ?? [];
  const isWanted = (activity: CompensableActivity): boolean =>
    activityId === undefined || activity.activityId === activityId;
  if (all.length > 0) scope.compensable = all.filter((activity) => !isWanted(activity));
  return all.filter(isWanted);
}

/**
 * Starts the handlers of what has completed in the scope of a compensation event, all at once; each activity
 * is compensated once. Whether there was any.
 */
export function triggerCompensation(
  engine: Engine,
  thrower: ElementInstance,
  activityId: string | undefined,
): boolean {
  const scope = getScope(engine, thrower);
  if (!scope) return false;
  const activities = listCompensatedScopes(engine, scope).flatMap((each) =>
    takeCompensable(each, activityId),
  );
  const { node } = getExecutable(engine, thrower);
  let started = 0;
  for (const { boundaryId } of flatten(activities)) {
    const boundary = boundaryId === null ? undefined : node(boundaryId);
    if (boundary?.kind !== 'boundary' || boundary.trigger.kind !== 'compensation') continue;
    const event = createInstance(engine, { scope, elementId: boundary.id });
    recordEntered(engine, event);
    removeInstance(engine, event, 'COMPLETED');
    const handler = createInstance(engine, { scope, elementId: boundary.trigger.handlerId });
    handler.compensationThrowKey = thrower.key;
    started += 1;
  }
  return started > 0;
}

/** After a handler has completed: the event that waits for it goes on when it was the last one. */
export function noteCompensated(engine: Engine, handler: ElementInstance): void {
  const throwKey = handler.compensationThrowKey;
  if (throwKey === undefined) return;
  const isSibling = (key: string): boolean =>
    engine.state.elementInstances.get(key)?.compensationThrowKey === throwKey;
  if (getScope(engine, handler)?.childKeys.some(isSibling) === true) return;
  engine.work.push({ kind: 'complete', key: throwKey });
}
