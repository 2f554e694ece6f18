import type { Logger } from '@jobwright/connector-sdk';
import type { ExternalTaskCalls } from './external-task-calls.ts';

/**
 * Polls whose answer did not arrive. The engine does not notice that: it may have locked tasks for them, or
 * do so until their time is over, and would keep these until their locks run out.
 */
export interface AbandonedPolls {
  /**
   * `waitMs`: how long the engine was asked to wait; 0: it has answered, and locks nothing more. An engine
   * that stood still begins a poll when it goes on, so it is looked for again and again.
   */
  add(workerId: string, waitMs: number): void;
  /**
   * Gives back what the engine has locked for polls that are over; of `all` polls at shutdown. Never rejects:
   * what fails is tried again the next time.
   */
  release(which: 'over' | 'all'): Promise<void>;
}

interface AbandonedPoll {
  /** When it is looked for next, by `performance.now()`. */
  readonly dueAt: number;
  readonly pauseMs: number;
  /** When the engine surely has given it up. */
  readonly endsAt: number;
}

const MAX_POLLS = 1_000;
/** How much longer than asked for the engine may keep a poll that nobody waits for any more. */
const SLACK_MS = 500;
/** How long an engine may stand still and then begin a poll. */
const STANDS_STILL_MS = 60_000;
const CALL_MS = 5_000;

export function createAbandonedPolls(tasks: ExternalTaskCalls, logger: Logger): AbandonedPolls {
  const polls = new Map<string, AbandonedPoll>();
  let running: Promise<void> | undefined;
  /** Resolves to what was found; `left`: some could not be unlocked. A poll locks tasks once. */
  const releaseTasks = async (workerId: string): Promise<'none' | 'unlocked' | 'left'> => {
    const bounds = { timeoutMs: CALL_MS };
    const taskIds = await tasks.listLocked(workerId, bounds);
    const released = taskIds.map((taskId) => tasks.release({ taskId, workerId }, bounds));
    const failures = (await Promise.allSettled(released)).filter(({ status }) => status === 'rejected');
    if (taskIds.length > 0)
      logger.info(
        { tasks: taskIds.length - failures.length },
        'Tasks were unlocked whose poll was not answered in time',
      );
    if (taskIds.length === 0) return 'none';
    return failures.length === 0 ? 'unlocked' : 'left';
  };
  const run = async (which: 'over' | 'all'): Promise<void> => {
    for (const [workerId, { dueAt, pauseMs, endsAt }] of [...polls]) {
      if (which === 'over' && performance.now() < dueAt) continue;
      try {
        const found = await releaseTasks(workerId);
        const now = performance.now();
        if (found === 'left') continue;
        if (found === 'unlocked' || now >= endsAt) polls.delete(workerId);
        else polls.set(workerId, { dueAt: now + pauseMs, pauseMs: pauseMs * 2, endsAt });
      } catch {
        return;
      }
    }
  };
  return {
    add(workerId, waitMs) {
      if (polls.size >= MAX_POLLS) return;
      const now = performance.now();
      const pauseMs = waitMs + SLACK_MS;
      if (waitMs === 0) polls.set(workerId, { dueAt: now, pauseMs, endsAt: now });
      else polls.set(workerId, { dueAt: now + pauseMs, pauseMs, endsAt: now + pauseMs + STANDS_STILL_MS });
    },
    async release(which) {
      if (which === 'all') await running;
      if (polls.size === 0) return;
      running ??= run(which).finally(() => (running = undefined));
      await running;
    },
  };
}
