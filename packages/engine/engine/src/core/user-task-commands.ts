import type { Key, Result } from './commands.ts';
import type {
  AssignUserTaskCommand,
  CompleteUserTaskCommand,
  UpdateUserTaskCommand,
  UserTaskView,
} from './user-task-types.ts';
import { NO_VARIABLES } from './defaults.ts';
import type { Engine } from './engine.ts';
import { reject, succeed } from './result.ts';
import { viewUserTask } from './view-user-task.ts';
import { beginTransition, type FoundTask } from './task-listeners.ts';

function findTask(
  { state }: Engine,
  key: Key,
  { intent, wish }: { readonly intent: string; readonly wish: string },
): Result<FoundTask> {
  const task = state.userTasks.get(key);
  const instance = task && state.elementInstances.get(task.elementInstanceKey);
  if (!task || !instance)
    return reject(
      'NOT_FOUND',
      intent,
      `Expected to ${wish} user task with key '${key}', but no such user task was found`,
    );
  if (task.transition)
    return reject(
      'INVALID_STATE',
      intent,
      `Expected to ${wish} user task with key '${key}', but it is in state '${task.transition.event.toUpperCase()}'`,
    );
  return succeed({ task, instance });
}

export function completeUserTask(
  engine: Engine,
  { userTaskKey, variables = NO_VARIABLES, action = 'complete' }: CompleteUserTaskCommand,
): Result<void> {
  const found = findTask(engine, userTaskKey, { intent: 'COMPLETE', wish: 'complete' });
  if (!found.ok) return found;
  beginTransition(engine, found.value, { event: 'completing', action, changes: {}, variables });
  return succeed(undefined);
}

/**
 * With `allowOverride` false, a task that has an assignee is refused. An empty assignee takes the task from
 * its assignee.
 */
export function assignUserTask(
  engine: Engine,
  { userTaskKey, assignee, allowOverride = true, action }: AssignUserTaskCommand,
): Result<void> {
  const [intent, wish] = allowOverride ? ['ASSIGN', 'assign'] : ['CLAIM', 'claim'];
  const found = findTask(engine, userTaskKey, { intent, wish });
  if (!found.ok) return found;
  const { task } = found.value;
  if (!allowOverride && task.assignee !== '' && task.assignee !== assignee)
    return reject(
      'INVALID_STATE',
      intent,
      `Expected to claim user task with key '${userTaskKey}', but it has already been assigned`,
    );
  beginTransition(engine, found.value, {
    event: 'assigning',
    action: action ?? wish,
    changes: { assignee },
  });
  return succeed(undefined);
}

/** Changes what is given, and leaves the rest. */
export function updateUserTask(
  engine: Engine,
  { userTaskKey, action = 'update', ...changes }: UpdateUserTaskCommand,
): Result<void> {
  const found = findTask(engine, userTaskKey, { intent: 'UPDATE', wish: 'update' });
  if (!found.ok) return found;
  beginTransition(engine, found.value, { event: 'updating', action, changes });
  return succeed(undefined);
}

/** The user tasks of running instances, oldest first. */
export function viewUserTasks({ state }: Engine): UserTaskView[] {
  return [...state.userTasks.values()].flatMap((task) => viewUserTask({ state }, task) ?? []);
}
