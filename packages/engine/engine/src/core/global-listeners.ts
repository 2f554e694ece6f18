import type { JobDefinition } from '../model/job-definition.ts';
import type { GraphNode } from '../model/graph.ts';
import type { TaskEvent } from '../model/listeners.ts';
import type { Result } from './commands.ts';
import type { EngineState } from './engine-state.ts';
import type { GlobalListener } from './global-listener-types.ts';
import { reject, succeed } from './result.ts';
import type { TaskTransition } from './task-transition.ts';

const listensTo =
  (event: TaskEvent) =>
  ({ eventTypes }: GlobalListener): boolean =>
    eventTypes.includes('all') || eventTypes.includes(event);

const compareOrder = (first: GlobalListener, second: GlobalListener): number =>
  second.priority - first.priority || (first.id < second.id ? -1 : 1);

const toJobDefinition = ({ type, retries }: GlobalListener): JobDefinition => ({
  jobType: type,
  retries: String(retries),
  headers: {},
});

/**
 * The global listeners of an event, in their order; absent when there are none. What begins now goes on with
 * them.
 */
export function pinGlobalListeners(
  { globalListeners }: EngineState,
  event: TaskEvent,
): Pick<TaskTransition, 'globalListeners'> {
  if (globalListeners.size === 0) return {};
  const found = [...globalListeners.values()].filter(listensTo(event)).sort(compareOrder);
  return found.length === 0 ? {} : { globalListeners: found };
}

/** Whether listeners, global ones or those of the model, see the event. */
export function hasTaskListeners(
  { globalListeners }: EngineState,
  node: GraphNode,
  event: TaskEvent,
): boolean {
  if (node.kind !== 'userTask') return false;
  if (node.taskListeners?.[event]) return true;
  return globalListeners.size > 0 && [...globalListeners.values()].some(listensTo(event));
}

/** The listeners that a transition runs, in their order. */
export function listTaskListeners(
  node: GraphNode,
  { event, globalListeners }: TaskTransition,
): readonly JobDefinition[] {
  const own = (node.kind === 'userTask' && node.taskListeners?.[event]) || [];
  if (!globalListeners) return own;
  const before = globalListeners.filter(({ afterNonGlobal }) => !afterNonGlobal);
  const after = globalListeners.filter(({ afterNonGlobal }) => afterNonGlobal);
  return [...before.map(toJobDefinition), ...own, ...after.map(toJobDefinition)];
}

const rejectMissing = (intent: string, id: string) =>
  reject(
    'NOT_FOUND',
    intent,
    `Expected to ${intent.toLowerCase()} a global user task listener with id '${id}', but no such listener was found`,
  );

export function createGlobalListener(
  { globalListeners }: EngineState,
  listener: GlobalListener,
): Result<GlobalListener> {
  const { id } = listener;
  if (globalListeners.has(id))
    return reject(
      'ALREADY_EXISTS',
      'CREATE',
      `Expected to create a global user task listener with id '${id}', but a listener with this id already exists`,
    );
  globalListeners.set(id, listener);
  return succeed(listener);
}

export function updateGlobalListener(
  { globalListeners }: EngineState,
  listener: GlobalListener,
): Result<GlobalListener> {
  if (!globalListeners.has(listener.id)) return rejectMissing('UPDATE', listener.id);
  globalListeners.set(listener.id, listener);
  return succeed(listener);
}

export function deleteGlobalListener({ globalListeners }: EngineState, id: string): Result<void> {
  return globalListeners.delete(id) ? succeed(undefined) : rejectMissing('DELETE', id);
}
