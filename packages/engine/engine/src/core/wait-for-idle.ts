import { isRunning } from './batch/batch-state.ts';
import type { Engine } from './engine.ts';

export interface IdleWatch {
  /**
   * Resolves when the engine has nothing left to do by itself. @throws Error after the timeout, or when the
   * engine closes.
   */
  wait(timeoutMs: number): Promise<void>;
  /** To be called after every command. */
  check(): void;
  close(): void;
}

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  readonly stop: () => void;
}

function hasHeldJob({ jobs }: Engine['state']): boolean {
  for (const { state } of jobs.values()) if (state === 'ACTIVATED') return true;
  return false;
}

/** Available and activated jobs and due timers count as busy; incidents and messages do not. */
function describeBusy({ state, schedule, jobQueues, clock }: Engine): string | undefined {
  if (jobQueues.hasSome()) return 'jobs are available that no worker has taken';
  for (const batch of state.batchOperations.values()) if (isRunning(batch)) return 'a batch operation runs';
  if (hasHeldJob(state)) return 'jobs are held by workers';
  const nextAt = schedule.nextAt();
  return nextAt !== undefined && nextAt <= clock.now() ? 'a timer is due' : undefined;
}

export function createIdleWatch(engine: Engine): IdleWatch {
  const waiters = new Set<Waiter>();
  const settle = (settleOne: (waiter: Waiter) => void): void => {
    for (const waiter of [...waiters]) {
      waiters.delete(waiter);
      waiter.stop();
      settleOne(waiter);
    }
  };
  return {
    wait(timeoutMs) {
      if (describeBusy(engine) === undefined) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiters.delete(waiter);
          const why = describeBusy(engine) ?? 'it became idle just now';
          reject(new Error(`The engine was not idle within ${timeoutMs} ms: ${why}`));
        }, timeoutMs);
        const waiter = { resolve, reject, stop: () => clearTimeout(timer) };
        waiters.add(waiter);
      });
    },
    check() {
      if (waiters.size > 0 && describeBusy(engine) === undefined) settle(({ resolve }) => resolve());
    },
    close: () => settle(({ reject }) => reject(new Error('The engine was closed while waiting for idle'))),
  };
}
