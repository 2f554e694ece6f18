import type { Engine } from './engine.ts';
import type { UserTaskRecord } from './engine-state.ts';
import { recordUserTaskEnd } from './record-waiting.ts';
import { viewUserTask } from './view-user-task.ts';

/** Removes a user task from the state. */
export function endUserTask(engine: Engine, task: UserTaskRecord, state: 'COMPLETED' | 'CANCELED'): void {
  const { observer, clock } = engine;
  const view = observer?.onUserTaskEnded && viewUserTask(engine, task);
  recordUserTaskEnd(engine, task, state);
  engine.state.userTasks.delete(task.key);
  if (view) observer?.onUserTaskEnded?.({ task: view, state, endedAt: clock.now() });
}
