import type { UserTaskNode } from '../../model/graph.ts';
import { nextKey } from '../engine-state.ts';
import { hasTaskListeners } from '../global-listeners.ts';
import { evaluateAssignment } from '../evaluate-assignment.ts';
import { beginTransition } from '../task-listeners.ts';
import { openWaits } from '../waits.ts';
import { type ElementBehavior, waits } from './element-behavior.ts';

/** A user task of Camunda's: waits until somebody completes it. */
export const userTask: ElementBehavior<UserTaskNode> = {
  enter(engine, instance, node) {
    const { properties, headers } = node;
    const assignment = evaluateAssignment(engine, instance, properties);
    if (!assignment.ok) return assignment;
    const opened = openWaits(engine, instance);
    if (!opened.ok) return opened;
    const key = nextKey(engine.state);
    const task = { key, elementInstanceKey: instance.key, ...assignment.value, headers };
    engine.state.userTasks.set(key, task);
    instance.userTaskKey = key;
    const sees = (event: 'creating' | 'assigning'): boolean => hasTaskListeners(engine.state, node, event);
    if (sees('creating') || sees('assigning')) {
      // Nobody has it before the listeners have seen it.
      const modelAssignee = task.assignee;
      task.assignee = '';
      beginTransition(
        engine,
        { task, instance },
        { event: 'creating', action: '', changes: {}, modelAssignee },
      );
    }
    return waits;
  },
};
