import { businessIdAt } from './business-id.ts';
import type { Engine } from './engine.ts';
import type { UserTaskRecord } from './engine-state.ts';
import type { UserTaskView } from './user-task-types.ts';

/** A user task, unless its element instance has gone. */
export function viewUserTask(
  { state }: Pick<Engine, 'state'>,
  { elementInstanceKey, headers, transition, ...task }: UserTaskRecord,
): UserTaskView | undefined {
  const instance = state.elementInstances.get(elementInstanceKey);
  if (!instance) return undefined;
  const { elementId, processInstanceKey } = instance;
  const businessId = businessIdAt(state.elementInstances.get(processInstanceKey), task.key);
  const view = {
    ...task,
    elementId,
    elementInstanceKey,
    processInstanceKey,
    customHeaders: headers,
    ...(businessId !== undefined && { businessId }),
  };
  return transition ? { ...view, transition: transition.event } : view;
}

/** A user task without what is being done to it. */
export const withoutTransition = ({
  transition: _transition,
  ...task
}: UserTaskView): Omit<UserTaskView, 'transition'> => task;
