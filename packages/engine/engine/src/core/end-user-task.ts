import type { Engine } from './engine.ts';
import type { UserTaskRecord } from './engine-state.ts';
import { recordUserTaskEnd } from './record-waiting.ts';
import { viewUserTask } from './view-user-task.ts';

/** Removes a user task from the state. */
export function endUserTask(engine: Engine, task: UserTaskRecord, state: 'COMPLETED' | 'CANCELED'): void {
  const view = viewUserTask(engine, task);
  engine.state.userTasks.delete(task.key);
  if (!view) return;
  const ended = { task: view, state, endedAt: engine.clock.now() };
  recordUserTaskEnd(engine, ended);
  engine.observer?.onUserTaskEnded?.(ended);
}
