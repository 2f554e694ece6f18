import type { Key } from './commands.ts';
import type { EngineState, Job } from './engine-state.ts';
import { createLazyHeap, type LazyHeap } from './lazy-heap.ts';

type Priority = 'stream' | 'poll';
type OnAvailable = (jobKeys: readonly Key[]) => void;

export interface JobQueues {
  /** Puts an activatable job in its place by age, and tells the listeners of its type on a later turn. */
  offer(job: Job): void;
  /** The oldest activatable job of the type, of these tenants or of any, taken out. */
  take(type: string, tenantIds?: readonly string[]): Job | undefined;
  /** Tells that a job that lies in its queue is activatable no more. */
  noteDead(job: Job): void;
  /** Whether a job is there to be taken. */
  hasSome(): boolean;
  listen(type: string, listener: OnAvailable, priority: Priority): () => void;
  close(): void;
}

interface Listener {
  readonly call: OnAvailable;
  readonly priority: Priority;
}

/** A place in the queue; a job that went and came back has a new one, and the old one is dead. */
interface Place {
  readonly job: Job;
  readonly offer: number;
}

function createQueue(state: EngineState): LazyHeap<Place> {
  return createLazyHeap({
    // Keys have the same number of digits: text order is the order of creation.
    isBefore: (first, second) => first.job.key < second.job.key,
    isLive: ({ job, offer }) =>
      job.offers === offer && job.state === 'ACTIVATABLE' && state.jobs.get(job.key) === job,
  });
}

export function createJobQueues(state: EngineState): JobQueues {
  const queues = new Map<string, Map<string, LazyHeap<Place>>>();
  const listeners = new Map<string, Set<Listener>>();
  const toTell = new Map<string, Key[]>();
  let telling: NodeJS.Immediate | undefined;

  const tell = (): void => {
    telling = undefined;
    const news = [...toTell];
    toTell.clear();
    for (const [type, jobKeys] of news) {
      const all = [...(listeners.get(type) ?? [])];
      for (const { call, priority } of all) if (priority === 'stream') call(jobKeys);
      for (const { call, priority } of all) if (priority === 'poll') call(jobKeys);
    }
  };

  const dropIfEmpty = ({ type, tenantId }: Job): void => {
    const ofType = queues.get(type);
    if (ofType?.get(tenantId)?.peek() === undefined) ofType?.delete(tenantId);
    if (ofType?.size === 0) queues.delete(type);
  };

  return {
    offer(job) {
      job.offers += 1;
      const ofType = queues.get(job.type) ?? new Map<string, LazyHeap<Place>>();
      queues.set(job.type, ofType);
      const queue = ofType.get(job.tenantId) ?? createQueue(state);
      ofType.set(job.tenantId, queue);
      queue.push({ job, offer: job.offers });
      if (!listeners.has(job.type)) return;
      const jobKeys = toTell.get(job.type);
      if (jobKeys) jobKeys.push(job.key);
      else toTell.set(job.type, [job.key]);
      telling ??= setImmediate(tell);
    },
    take(type, tenantIds) {
      const ofType = queues.get(type);
      if (ofType === undefined) return undefined;
      let oldest: Job | undefined;
      for (const tenantId of tenantIds ?? ofType.keys()) {
        const job = ofType.get(tenantId)?.peek()?.job;
        if (job !== undefined && (oldest === undefined || job.key < oldest.key)) oldest = job;
      }
      if (oldest === undefined) return undefined;
      ofType.get(oldest.tenantId)?.pop();
      dropIfEmpty(oldest);
      return oldest;
    },
    noteDead(job) {
      queues.get(job.type)?.get(job.tenantId)?.noteDead();
      dropIfEmpty(job);
    },
    hasSome: () =>
      [...queues.values()].some((ofType) => [...ofType.values()].some((queue) => queue.peek() !== undefined)),
    listen(type, call, priority) {
      const listener = { call, priority };
      const ofType = listeners.get(type) ?? new Set();
      listeners.set(type, ofType.add(listener));
      return () => {
        ofType.delete(listener);
        if (ofType.size === 0 && listeners.get(type) === ofType) listeners.delete(type);
      };
    },
    close() {
      listeners.clear();
      toTell.clear();
      clearImmediate(telling);
    },
  };
}
