import { endsWithin } from '@jobwright/concurrency';

/** Work that is under way. */
export interface TaskGroup {
  /** Adds work, which never rejects, until it has ended. Returns it. */
  track(work: Promise<void>): Promise<void>;
  /** Resolves when nothing is under way any more, including what is added meanwhile, or after `timeoutMs`. */
  settle(timeoutMs: number): Promise<void>;
}

export function createTaskGroup(): TaskGroup {
  const running = new Set<Promise<void>>();
  const settleAll = async (): Promise<void> => {
    while (running.size > 0) await Promise.allSettled([...running]);
  };
  return {
    track(work) {
      running.add(work);
      return work.finally(() => running.delete(work));
    },
    settle: async (timeoutMs) => void (await endsWithin(timeoutMs, settleAll())),
  };
}
