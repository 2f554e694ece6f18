import type { Logger } from '@jobwright/connector-sdk';
import type { ExternalTaskCalls } from './external-task-calls.ts';

/**
 * Polls whose answer did not arrive. The engine does not notice that: it may have locked tasks for them, or
 * do so until their time is over, and would keep these until their locks run out.
 */
export interface AbandonedPolls {
  /** `endsAt`: when the engine has given the poll up too, by `performance.now()`. */
  add(workerId: string, endsAt: number): void;
  /**
   * Gives back what the engine has locked for polls that are over; of `all` polls at shutdown. Never rejects:
   * what fails is tried again the next time.
   */
  release(which: 'over' | 'all'): Promise<void>;
}

const MAX_POLLS = 1_000;
const CALL_MS = 5_000;

export function createAbandonedPolls(tasks: ExternalTaskCalls, logger: Logger): AbandonedPolls {
  const polls = new Map<string, number>();
  let running: Promise<void> | undefined;
  /** Resolves to whether none is left that it could not unlock. */
  const releaseTasks = async (workerId: string): Promise<boolean> => {
    const bounds = { timeoutMs: CALL_MS };
    const taskIds = await tasks.listLocked(workerId, bounds);
    const released = taskIds.map((taskId) => tasks.release({ taskId, workerId }, bounds));
    const failures = (await Promise.allSettled(released)).filter(({ status }) => status === 'rejected');
    if (taskIds.length > 0)
      logger.info(
        { tasks: taskIds.length - failures.length },
        'Tasks were unlocked whose poll was not answered in time',
      );
    return failures.length === 0;
  };
  const run = async (which: 'over' | 'all'): Promise<void> => {
    for (const [workerId, endsAt] of [...polls]) {
      if (which === 'over' && performance.now() < endsAt) continue;
      try {
        if (await releaseTasks(workerId)) polls.delete(workerId);
      } catch {
        return;
      }
    }
  };
  return {
    add(workerId, endsAt) {
      if (polls.size < MAX_POLLS) polls.set(workerId, endsAt);
    },
    async release(which) {
      if (which === 'all') await running;
      if (polls.size === 0) return;
      running ??= run(which).finally(() => (running = undefined));
      await running;
    },
  };
}
