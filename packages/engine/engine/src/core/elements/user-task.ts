import type { UserTaskNode } from '../../model/graph.ts';
import { nextKey } from '../engine-state.ts';
import { evaluateAssignment } from '../evaluate-assignment.ts';
import { openWaits } from '../waits.ts';
import { type ElementBehavior, waits } from './element-behavior.ts';

/** A user task of Camunda's: waits until somebody completes it. */
export const userTask: ElementBehavior<UserTaskNode> = {
  enter(engine, instance, { properties, headers }) {
    const assignment = evaluateAssignment(engine, instance, properties);
    if (!assignment.ok) return assignment;
    const opened = openWaits(engine, instance);
    if (!opened.ok) return opened;
    const key = nextKey(engine.state);
    engine.state.userTasks.set(key, { key, elementInstanceKey: instance.key, ...assignment.value, headers });
    instance.userTaskKey = key;
    return waits;
  },
};
