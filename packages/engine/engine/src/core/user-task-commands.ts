import type { Key, Result } from './commands.ts';
import type {
  AssignUserTaskCommand,
  CompleteUserTaskCommand,
  UpdateUserTaskCommand,
  UserTaskView,
} from './user-task-types.ts';
import type { Engine } from './engine.ts';
import type { ElementInstance, UserTaskRecord } from './engine-state.ts';
import { reject, succeed } from './result.ts';

interface Found {
  readonly task: UserTaskRecord;
  readonly instance: ElementInstance;
}

function findTask(
  { state }: Engine,
  key: Key,
  { intent, wish }: { readonly intent: string; readonly wish: string },
): Result<Found> {
  const task = state.userTasks.get(key);
  const instance = task && state.elementInstances.get(task.elementInstanceKey);
  if (!task || !instance)
    return reject(
      'NOT_FOUND',
      intent,
      `Expected to ${wish} user task with key '${key}', but no such user task was found`,
    );
  return succeed({ task, instance });
}

export function completeUserTask(
  engine: Engine,
  { userTaskKey, variables }: CompleteUserTaskCommand,
): Result<void> {
  const found = findTask(engine, userTaskKey, { intent: 'COMPLETE', wish: 'complete' });
  if (!found.ok) return found;
  const { instance } = found.value;
  engine.state.userTasks.delete(userTaskKey);
  delete instance.userTaskKey;
  instance.result = variables;
  engine.work.push({ kind: 'complete', key: instance.key });
  return succeed(undefined);
}

/** With `allowOverride` false, a task that has an assignee is refused. An empty assignee takes the task from its assignee. */
export function assignUserTask(
  engine: Engine,
  { userTaskKey, assignee, allowOverride = true }: AssignUserTaskCommand,
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
  task.assignee = assignee;
  return succeed(undefined);
}

/** Changes what is given, and leaves the rest. */
export function updateUserTask(
  engine: Engine,
  { userTaskKey, ...changes }: UpdateUserTaskCommand,
): Result<void> {
  const found = findTask(engine, userTaskKey, { intent: 'UPDATE', wish: 'update' });
  if (!found.ok) return found;
  const { task } = found.value;
  if (changes.candidateGroups) task.candidateGroups = changes.candidateGroups;
  if (changes.candidateUsers) task.candidateUsers = changes.candidateUsers;
  if (changes.dueDate !== undefined) task.dueDate = changes.dueDate;
  if (changes.followUpDate !== undefined) task.followUpDate = changes.followUpDate;
  if (changes.priority !== undefined) task.priority = changes.priority;
  return succeed(undefined);
}

export function viewUserTasks({ state }: Engine): UserTaskView[] {
  return [...state.userTasks.values()].flatMap(({ elementInstanceKey, headers, ...task }) => {
    const instance = state.elementInstances.get(elementInstanceKey);
    if (!instance) return [];
    const { elementId, processInstanceKey } = instance;
    return [{ ...task, elementId, elementInstanceKey, processInstanceKey, customHeaders: headers }];
  });
}
