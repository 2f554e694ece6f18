import type { Engine } from '../engine.ts';
import type { ElementInstance, UserTaskRecord } from '../engine-state.ts';
import type { TaskTransition } from '../task-transition.ts';
import type { AuditedOperation } from './audit-record.ts';
import { contextOf, noteAction } from './note-action.ts';

function operationOf({ event, action, changes }: TaskTransition): AuditedOperation | undefined {
  switch (event) {
    case 'assigning':
      // The model assigns without an action.
      if (action === '') return undefined;
      return changes.assignee === undefined || changes.assignee === '' ? 'UNASSIGN' : 'ASSIGN';
    case 'updating':
      return 'UPDATE';
    case 'completing':
      return 'COMPLETE';
    case 'creating':
    case 'canceling':
      return undefined;
  }
}

/** Puts a change of a user task into the audit log, if a command asked for it. */
export function noteTaskChange(
  engine: Engine,
  { task, instance }: { readonly task: UserTaskRecord; readonly instance: ElementInstance },
  transition: TaskTransition,
): void {
  const operationType = operationOf(transition);
  if (operationType === undefined) return;
  noteAction(engine, {
    ...contextOf(engine, instance.key),
    entityType: 'USER_TASK',
    operationType,
    entityKey: task.key,
    userTaskKey: task.key,
  });
}
